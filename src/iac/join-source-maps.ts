import type { PolicySite, SourceMap } from './editor.ts';
import type { Term } from './policy-model.ts';

/**
 * The files of one module as one: each policy with the roles that it is attached to in any of them. The
 * document of a policy that is `elsewhere` is the one at its address among the policies of the result.
 */
export function joinSourceMaps(maps: readonly SourceMap[]): SourceMap {
  const attachments = maps.flatMap((map) => map.attachments ?? []);
  return {
    policies: maps
      .flatMap(({ policies }) => policies)
      .map((site) => ({
        ...site,
        roles: attachments
          .filter(({ policy }) => refersTo(policy, site.address))
          .map(({ role }) => role)
          .reduce(withRole, site.roles),
      })),
    roles: maps.flatMap(({ roles }) => roles),
    resources: maps.flatMap(({ resources }) => resources),
    attachments,
    uses: maps.flatMap(({ uses }) => uses ?? []),
  };
}

/** Whether an expression begins with this address (`aws_iam_policy.app.arn`, and `aws_iam_policy.app[0].arn`). */
export function refersTo(term: Term, address: string): boolean {
  if (term.kind === 'literal' || !term.source.startsWith(address)) return false;
  const next = term.source.charAt(address.length);
  return next === '' || next === '.' || next === '[';
}

function withRole(roles: PolicySite['roles'], role: Term): PolicySite['roles'] {
  const text = toText(role);
  return roles.some((each) => toText(each) === text) ? roles : [...roles, role];
}

function toText(term: Term): string {
  return JSON.stringify(term.kind === 'literal' ? [term.value] : [null, term.source]);
}
