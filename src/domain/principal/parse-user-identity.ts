import { ecsRoleOfSession } from './ecs-role-of-session.ts';
import { parsePrincipalArn, sessionOfArn } from './parse-principal-text.ts';
import type { Principal, PrincipalKind } from './principal.ts';

type Fields = Readonly<Record<string, unknown>>;

const NOBODY: Principal = { kind: 'unknown', arn: null, session: null, ecsRole: null };

/**
 * Who made the call that a CloudTrail record tells, from its `userIdentity`; of an unknown form it is
 * the kind `unknown`. Source: CloudTrail User Guide, "CloudTrail userIdentity element".
 */
export function parseUserIdentity(identity: Fields): Principal {
  if (isAnonymous(identity)) return { ...NOBODY, kind: 'anonymous' };
  const arn = text(identity['arn']);
  switch (identity['type']) {
    case 'AssumedRole':
      return parseAssumedRole(identity, arn);
    case 'Role':
    case 'IAMUser':
      return arn === null
        ? { ...NOBODY, kind: kindOfType(identity['type']) }
        : parsePrincipalArn(arn);
    case 'Root':
      return { ...NOBODY, kind: 'root', arn };
    case 'FederatedUser':
      return {
        ...NOBODY,
        kind: 'federated',
        arn: issuerArn(identity) ?? arn,
        session: nameOf(identity, arn),
      };
    case 'WebIdentityUser':
    case 'SAMLUser':
    case 'IdentityCenterUser':
    case 'Directory':
      return { ...NOBODY, kind: 'federated', session: text(identity['userName']) };
    case 'AWSService':
      return { ...NOBODY, kind: 'service' };
    case 'AWSAccount':
      return { ...NOBODY, kind: 'account' };
    default:
      return arn === null ? NOBODY : parsePrincipalArn(arn);
  }
}

/** The issuer's ARN has the role's path, the session's has not and names no IAM resource. */
function parseAssumedRole(identity: Fields, arn: string | null): Principal {
  const issuer = issuerArn(identity);
  if (issuer?.endsWith(':root')) return { ...NOBODY, kind: 'root', arn: issuer };
  const name = (arn === null ? null : sessionOfArn(arn)) ?? sessionOfPrincipalId(identity);
  return {
    kind: 'role',
    arn: issuer ?? (arn === null ? null : parsePrincipalArn(arn).arn),
    session: name,
    ecsRole: ecsRoleOfSession(name),
  };
}

/** `principalId` is `AROA…:SESSION` for a session. */
function sessionOfPrincipalId(identity: Fields): string | null {
  const id = text(identity['principalId']) ?? '';
  const colon = id.indexOf(':');
  return colon < 0 || colon === id.length - 1 ? null : id.slice(colon + 1);
}

function issuerArn(identity: Fields): string | null {
  const arn = text(fields(fields(identity['sessionContext'])['sessionIssuer'])['arn']);
  return arn?.startsWith('arn:') ? arn : null;
}

function nameOf(identity: Fields, arn: string | null): string | null {
  return arn === null ? text(identity['userName']) : parsePrincipalArn(arn).session;
}

function isAnonymous(identity: Fields): boolean {
  const account = identity['accountId'];
  return (
    isWord(account, 'anonymous') ||
    isWord(account, 'anonymous_principal') ||
    isWord(identity['principalId'], 'anonymous')
  );
}

// The length first: no id is lower-cased only to be told apart from a word.
function isWord(value: unknown, word: string): boolean {
  return typeof value === 'string' && value.length === word.length && value.toLowerCase() === word;
}

function kindOfType(type: unknown): PrincipalKind {
  return type === 'IAMUser' ? 'user' : 'role';
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
