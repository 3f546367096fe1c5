import type { RequiredPermission } from '../permission/required-permission.ts';
import { parsePrincipalArn } from '../principal/parse-principal-text.ts';
import type { Principal } from '../principal/principal.ts';
import type { DecodedMessage } from './decoded-message.ts';
import type { Denial } from './denial.ts';

/** The message that would have to be decoded to know more of a denial; undefined where there is none. */
export function messageToDecode({ cause, encodedMessage }: Denial): string | undefined {
  return cause === 'encoded' ? encodedMessage : undefined;
}

/**
 * A denial with what its decoded message says: action, resource and conditions are AWS's own. It tells whether
 * a Deny matched but not of which type of policy, so the cause is `unspecified` until the policies tell. A
 * message about another principal, which somebody pasted beside this denial, changes nothing.
 */
export function withDecoded(denial: Denial, message: DecodedMessage): Denial {
  const principal = principalOf(denial.principal, message.principal);
  if (principal === undefined || message.allowed) return denial;
  const { encodedMessage: _decoded, ...rest } = denial;
  const { action, resource, explicitDeny, matchedStatements } = message;
  const required: RequiredPermission = {
    action,
    resources: resource === null ? [] : [resource],
    basis: 'message',
    confidence: resource === null || resource.endsWith('*') ? 'low' : 'high',
  };
  return {
    ...rest,
    principal,
    account: denial.account ?? principal.arn?.split(':', 5)[4] ?? null,
    required: [required],
    alsoLikely: denial.alsoLikely.filter((one) => one.action !== action),
    cause: 'unspecified',
    context: { ...message.conditions, ...denial.context },
    decoded: { explicitDeny, matchedStatements },
  };
}

/** The principal of both, or undefined where they are two. */
function principalOf(recorded: Principal, arn: string | null): Principal | undefined {
  const told = arn === null ? undefined : parsePrincipalArn(arn);
  if (told === undefined || told.arn === null) return recorded;
  if (recorded.arn === null) return recorded.kind === 'unknown' ? told : undefined;
  return identityOf(recorded.arn) === identityOf(told.arn) ? recorded : undefined;
}

// A session's ARN has no path, so a role is known by its account and its name.
function identityOf(arn: string): string {
  const [, partition, , , account, name = ''] = arn.split(':', 6);
  const type = name.slice(0, name.indexOf('/') + 1);
  return `${partition} ${account} ${type} ${name.slice(name.lastIndexOf('/') + 1)}`;
}
