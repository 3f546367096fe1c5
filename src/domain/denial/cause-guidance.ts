import type { Cause } from './cause.ts';
import type { Denial } from './denial.ts';

/** Who can cure a cause, and what that person does next: one plain sentence. */
export type Guidance = { readonly owner: string; readonly nextStep: string };

const ORGANISATION = 'organisation administrators (SCP)';
const RCP = 'organisation administrators (resource control policy)';
const BOUNDARY = 'owner of the permissions boundary';
const SESSION = 'caller who assumed the role (session policy)';
const ENDPOINT = 'owner of the VPC endpoint';
const TRUST = 'owner of the role to be assumed (trust policy)';

const GUIDANCE: Readonly<Record<Cause, Guidance>> = {
  'identity-policy-missing': {
    owner: 'role owner',
    nextStep: 'Review the statement and add it to one of the principal’s own policies.',
  },
  'identity-policy-explicit-deny': {
    owner: 'role owner',
    nextStep:
      'Find the Deny in the principal’s policies and decide whether it is meant; an added Allow cannot outweigh it.',
  },
  'scp-missing': {
    owner: ORGANISATION,
    nextStep: 'Ask the organisation’s administrators whether the account may use this action.',
  },
  'scp-explicit-deny': {
    owner: ORGANISATION,
    nextStep:
      'Ask the organisation’s administrators why a service control policy denies this action.',
  },
  'rcp-explicit-deny': {
    owner: RCP,
    nextStep:
      'Ask the organisation’s administrators why a resource control policy denies access to this resource.',
  },
  'boundary-missing': {
    owner: BOUNDARY,
    nextStep:
      'Ask the owner of the permissions boundary whether the boundary may allow this action.',
  },
  'boundary-explicit-deny': {
    owner: BOUNDARY,
    nextStep: 'Ask the owner of the permissions boundary why the boundary denies this action.',
  },
  'session-policy-missing': {
    owner: SESSION,
    nextStep:
      'Add the action to the session policy that the caller passes when it assumes the role.',
  },
  'session-policy-explicit-deny': {
    owner: SESSION,
    nextStep:
      'Remove the Deny from the session policy that the caller passes when it assumes the role.',
  },
  'resource-policy-missing': {
    owner: 'resource owner (resource policy)',
    nextStep: 'Ask the resource’s owner to allow the principal in the resource’s policy.',
  },
  'resource-policy-explicit-deny': {
    owner: 'resource owner (resource policy)',
    nextStep: 'Ask the resource’s owner why the resource’s policy denies the principal.',
  },
  'trust-policy-missing': {
    owner: TRUST,
    nextStep: 'Ask the owner of the role to be assumed to trust the principal.',
  },
  'trust-policy-explicit-deny': {
    owner: TRUST,
    nextStep: 'Ask the owner of the role to be assumed why its trust policy denies the principal.',
  },
  'vpce-policy-missing': {
    owner: ENDPOINT,
    nextStep: 'Ask the owner of the VPC endpoint to allow the action in the endpoint’s policy.',
  },
  'vpce-policy-explicit-deny': {
    owner: ENDPOINT,
    nextStep: 'Ask the owner of the VPC endpoint why the endpoint’s policy denies the action.',
  },
  encoded: {
    owner: 'not known until the message is decoded',
    nextStep:
      'Decode the message with sts:DecodeAuthorizationMessage, which names the action, the resource and the policies.',
  },
  unspecified: {
    owner: 'not known, because AWS did not say which policy denied it',
    nextStep:
      'Simulate the request to learn which policy stands in the way before anybody changes one.',
  },
};

const QUARANTINED: Guidance = {
  owner: 'security team',
  nextStep:
    'ALARM: AWS attached its quarantine policy because these credentials leaked; rotate them now and look for misuse, and grant nothing.',
};

/** Resource policies are known by the thing that has them. */
const RESOURCE_OWNERS: Readonly<Record<string, string>> = {
  s3: 'bucket owner (resource policy)',
  kms: 'key owner (resource policy)',
  sqs: 'queue owner (resource policy)',
  sns: 'topic owner (resource policy)',
  lambda: 'function owner (resource policy)',
  secretsmanager: 'secret owner (resource policy)',
  ecr: 'repository owner (resource policy)',
  'execute-api': 'API owner (resource policy)',
  es: 'domain owner (resource policy)',
  elasticfilesystem: 'file system owner (resource policy)',
  // A member account's call needs a delegation policy of the management account.
  organizations: 'administrators of the organisation’s management account (delegation policy)',
};

/** Who can cure a denial and what comes next. */
export function guidanceFor(denial: Denial): Guidance {
  if (isQuarantined(denial)) return QUARANTINED;
  if (denial.cause === 'unspecified' && denial.decoded) return guidanceForDecoded(denial.decoded);
  const guidance = GUIDANCE[denial.cause];
  if (!denial.cause.startsWith('resource-policy')) return guidance;
  const action = denial.required[0]?.action.toLowerCase() ?? '';
  const service = action.slice(0, action.indexOf(':'));
  const owner = Object.hasOwn(RESOURCE_OWNERS, service) ? RESOURCE_OWNERS[service] : undefined;
  return owner === undefined ? guidance : { ...guidance, owner };
}

/** The decoded message tells whether a Deny matched, and not whose policy it is in. */
function guidanceForDecoded({
  explicitDeny,
  matchedStatements,
}: NonNullable<Denial['decoded']>): Guidance {
  const [statement] = matchedStatements;
  const named = statement === undefined ? '' : ` (statement ${statement})`;
  return explicitDeny
    ? {
        owner: 'owner of the policy that holds the Deny',
        nextStep: `Find the Deny${named} in the principal’s policies, its boundary and the organisation’s, and decide whether it is meant; an added Allow cannot outweigh it.`,
      }
    : {
        owner: 'not known: no policy allows it, and AWS does not say of which type it is missing',
        nextStep:
          'Compare the principal’s own policies and its boundary with the action before anybody adds to one.',
      };
}

/** True when the denying policy is the one that AWS attaches to leaked credentials. */
export function isQuarantined(denial: Denial): boolean {
  return denial.denyingPolicyArn?.includes(':policy/AWSCompromisedKeyQuarantine') ?? false;
}
