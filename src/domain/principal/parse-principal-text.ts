import { ecsRoleOfSession } from './ecs-role-of-session.ts';
import { parseIamArn } from './iam-arn.ts';
import type { Principal, PrincipalKind } from './principal.ts';

/**
 * The principal that a denial sentence names. A session's ARN becomes its role's, whose path is
 * unknown then; a federated user keeps its own ARN, since the text does not tell whose policies it has.
 */
export function parsePrincipalText(text: string | undefined): Principal {
  if (text === undefined) return toPrincipal('unknown');
  const arn = parseIamArn(text);
  if (arn) return parsePrincipalArn(text, arn);
  if (text === 'anonymous') return toPrincipal('anonymous');
  if (/^with accountid\b/i.test(text)) return toPrincipal('account');
  return toPrincipal(isServiceName(text) ? 'service' : 'unknown');
}

/** The principal of an ARN as CloudTrail and the denial sentence write it. */
export function parsePrincipalArn(text: string, arn = parseIamArn(text)): Principal {
  const type = arn?.type;
  if (type === 'assumed-role') return parseSessionArn(text);
  if (type === 'role' || type === 'user' || type === 'root') return toPrincipal(type, text);
  if (type === 'federated-user') return toPrincipal('federated', text, arn?.name ?? null);
  return toPrincipal('unknown');
}

const COMMON_START = 'arn:aws:sts::';
const ACCOUNT_LENGTH = 12;
const COMMON_TYPE = ':assumed-role/';

/** The session that an ARN as CloudTrail writes it names, as `parsePrincipalArn` tells it. */
export function sessionOfArn(text: string): string | null {
  const common = sessionOfCommonArn(text);
  if (common !== undefined) return common;
  const arn = parseIamArn(text);
  if (arn?.type === 'federated-user') return arn.name;
  return arn?.type === 'assumed-role' ? parseSessionArn(text).session : null;
}

/** Nearly every session of a trail, without taking its ARN to pieces; undefined for any other form. */
function sessionOfCommonArn(text: string): string | undefined {
  const accountEnd = COMMON_START.length + ACCOUNT_LENGTH;
  if (!text.startsWith(COMMON_START) || !text.startsWith(COMMON_TYPE, accountEnd)) return undefined;
  // The account is no part of the answer, but what separates parts must not stand in it.
  const colon = text.indexOf(':', COMMON_START.length);
  const slash = text.indexOf('/');
  const role = accountEnd + COMMON_TYPE.length;
  const session = text.indexOf('/', role) + 1;
  const isCommon = colon === accountEnd && slash === role - 1 && session > role + 1;
  if (!isCommon || session === text.length || text.includes('/', session)) return undefined;
  return text.slice(session);
}

/** `arn:P:sts::A:assumed-role/ROLE/SESSION`: the role's path is not in it. */
function parseSessionArn(text: string): Principal {
  const [, partition = '', , , account = ''] = text.split(':', 5);
  const [, role = '', session = ''] = text.split('/', 3);
  if (role === '') return toPrincipal('role');
  const name = session === '' ? null : session;
  const arn = `arn:${partition}:iam::${account}:role/${role}`;
  return { kind: 'role', arn, session: name, ecsRole: ecsRoleOfSession(name) };
}

function toPrincipal(
  kind: PrincipalKind,
  arn: string | null = null,
  session: string | null = null,
): Principal {
  return { kind, arn, session, ecsRole: null };
}

/** `glue.amazonaws.com`, `[AmazonConnect]` or a service's name in words (`CloudWatch Alarms`). */
function isServiceName(text: string): boolean {
  return text.endsWith('.amazonaws.com') || /^\[\w+\]$/.test(text) || text === 'CloudWatch Alarms';
}
