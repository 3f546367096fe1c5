import type { AccessPrincipal } from './access-principal.ts';

type Keys = readonly (readonly [key: string, values: readonly string[]])[];

const NOT_A_SERVICE: Keys = [
  ['aws:principalisawsservice', ['false']],
  ['aws:principalservicename', []],
  ['aws:principalservicenameslist', []],
];

/**
 * The condition keys whose values follow from who asks, in lower case; an empty list means that the
 * request surely does not carry the key. What may vary from request to request is left out.
 * Source: IAM User Guide, "AWS global condition context keys" and "Principal key values".
 */
export function principalKeys(principal: AccessPrincipal): Keys {
  switch (principal.kind) {
    case 'user':
      return [
        ...callerKeys(principal.account, 'User', principal.arn),
        ['aws:username', [principal.name]],
      ];
    case 'role':
      return [...callerKeys(principal.account, 'AssumedRole', principal.arn), ['aws:username', []]];
    case 'role-session':
      return [
        ...callerKeys(principal.account, 'AssumedRole', roleArnOf(principal)),
        ['aws:username', []],
      ];
    case 'federated-user':
      return [
        ...callerKeys(principal.account, 'FederatedUser', principal.arn),
        ['aws:username', []],
        ['aws:userid', [`${principal.account}:${principal.name}`]],
      ];
    case 'root':
      return [
        ...callerKeys(principal.account, 'Account', principal.arn),
        ['aws:username', []],
        ['aws:userid', [principal.account]],
      ];
    case 'service':
      return [
        ['aws:principalisawsservice', ['true']],
        ['aws:principalservicename', [principal.service]],
        ['aws:username', []],
      ];
    case 'anonymous':
      return [...NOT_A_SERVICE, ['aws:principaltype', ['Anonymous']], ['aws:username', []]];
    case 'identity-provider':
    case 'unknown':
      return [];
  }
}

function callerKeys(account: string, type: string, arn: string | undefined): Keys {
  return [
    ...NOT_A_SERVICE,
    ['aws:principalaccount', [account]],
    ['aws:principaltype', [type]],
    ['kms:calleraccount', [account]],
    ...(arn === undefined ? [] : ([['aws:principalarn', [arn]]] as const)),
  ];
}

// A session's ARN lacks its role's path. Without better knowledge the role is taken to have none,
// except where IAM itself always gives one.
function roleArnOf(
  session: Extract<AccessPrincipal, { kind: 'role-session' }>,
): string | undefined {
  const { partition, account, name } = session;
  if (name.startsWith('AWSReservedSSO_') || name.startsWith('AWSServiceRoleFor')) return undefined;
  return `arn:${partition}:iam::${account}:role/${name}`;
}
