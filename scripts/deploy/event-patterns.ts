import type { Config } from '../../src/compose/config/config-schema.ts';

/** The names of the product's own roles begin with this, in the hub and in the spokes: what they are denied is an operator's matter. */
const OWN_ROLES = 'rolemender-';

/** EventBridge stops at 2,048 characters a pattern; more accounts than this are told apart by the function alone. */
const MOST_ACCOUNTS = 50;

/**
 * The error codes of denials, as a rule can name them (`isDenialCode` judges again).
 * Source: facts/denials.md, "EventBridge".
 */
const ERROR_CODES = [
  { prefix: 'AccessDenied' },
  { prefix: 'Unauthorized' },
  { prefix: 'AuthorizationError' },
  { prefix: 'Forbidden' },
  { suffix: 'AccessDenied' },
  { suffix: 'AccessDeniedException' },
  { suffix: 'UnauthorizedOperation' },
];

type Pattern = { readonly [key: string]: unknown };

/**
 * Which events are denials of roles in scope. Only AWS itself can send a `source` that begins with `aws.`, so no forged
 * event passes; the functions check the rest. Network activity and service events have a `detail-type` of their own.
 */
export function toDenialPattern(config: Config): Pattern {
  return {
    ...fromAccounts(config),
    source: [{ prefix: 'aws.' }],
    'detail-type': [{ suffix: ' via CloudTrail' }],
    detail: {
      errorCode: ERROR_CODES,
      ...ofRoles(config),
    },
  };
}

// A rule's wildcard has no `?`, and too many stars make a pattern that EventBridge refuses: a wider one loses nothing,
// because the functions check the scope again.
function ofRoles({ scope }: Config): Pattern {
  const arns = scope.roles.map((role) => role.replaceAll('?', '*').replaceAll(/\*+/g, '*'));
  const names = [{ 'anything-but': { prefix: OWN_ROLES } }];
  const isAll = arns.some((arn) => /^arn:[a-z-]+:iam::\*:role\/\*$/.test(arn));
  if (isAll && !scope.ecsOnly) {
    const anybody = { userIdentity: { sessionContext: { sessionIssuer: { userName: names } } } };
    const nobody = {
      userIdentity: { sessionContext: { sessionIssuer: { userName: [{ exists: false }] } } },
    };
    return { $or: [anybody, nobody] };
  }
  const arn = isAll ? {} : { arn: arns.map((wildcard) => ({ wildcard })) };
  return {
    userIdentity: {
      type: ['AssumedRole'],
      sessionContext: { sessionIssuer: { userName: names, ...arn } },
    },
  };
}

/** Tasks that did not start: what ECS was denied for them is in the reason. */
export function toTaskStoppedPattern(config: Config): Pattern {
  return {
    ...fromAccounts(config),
    source: ['aws.ecs'],
    'detail-type': ['ECS Task State Change'],
    detail: { lastStatus: ['STOPPED'], stopCode: ['TaskFailedToStart'] },
  };
}

function fromAccounts({ accounts }: Config): Pattern {
  if (accounts.length === 0 || accounts.length > MOST_ACCOUNTS) return {};
  return { account: accounts.map(({ id }) => id) };
}
