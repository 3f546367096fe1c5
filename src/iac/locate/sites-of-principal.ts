import type { RoleSite } from '../editor.ts';
import { refersTo } from '../join-source-maps.ts';
import type { Term } from '../policy-model.ts';
import { lastPart, matchName, type NameMatch } from './match-name.ts';
import type { Module, RepositoryMap, SiteOfModule } from './repository-map.ts';

/** The policies of a role in a repository; `roles` are the definitions that were taken for it. */
export type SitesOfPrincipal = {
  readonly sites: readonly SiteOfModule[];
  readonly roles: readonly RoleSite[];
};

/**
 * The policies that a repository attaches to a role. A definition or an attachment that spells the role's name hides all
 * those that only could be it. Users are not looked for: the maps do not tell them.
 */
export function sitesOfPrincipal(map: RepositoryMap, principalArn: string): SitesOfPrincipal {
  const none = { sites: [], roles: [] };
  if (!principalArn.includes(':role/')) return none;
  const name = lastPart(principalArn);
  const exact = sitesBy(map, name, 'exact');
  if (exact.sites.length > 0 || exact.roles.length > 0) return exact;
  return sitesBy(map, name, 'pattern');
}

function sitesBy(map: RepositoryMap, name: string, wanted: NameMatch): SitesOfPrincipal {
  const roles = map.modules.flatMap(({ joined }) =>
    joined.roles.filter((role) => matchName(role.name, name) === wanted),
  );
  const sites = map.sites.filter(({ site, module }) =>
    site.roles.some((role) => matchRole(role, name, module) === wanted),
  );
  return { sites, roles };
}

/** Whether a term that a policy is attached to is the role of this name, by the roles of its module. */
export function matchRole(term: Term, name: string, { joined }: Module): NameMatch {
  if (term.kind === 'literal') return matchName(term, name);
  const own = joined.roles.filter(({ address }) => refersTo(term, address));
  // The longest address is meant: `aws_iam_role.app["a"]` is no other role than `aws_iam_role.app`.
  const role = own.toSorted((a, b) => b.address.length - a.address.length)[0];
  return matchName(role === undefined ? term : role.name, name);
}
