import type { Place, PolicySite } from '../editor.ts';
import { followDocument, type Followed } from './follow-document.ts';
import type { LocateOutcome, NamedPlace, PolicyQuery } from './located-policy.ts';
import { lastPart, matchName } from './match-name.ts';
import type { RepositoryMap, SiteOfModule } from './repository-map.ts';
import { matchRole, sitesOfPrincipal } from './sites-of-principal.ts';

/**
 * Finds the one document that a change for a principal belongs into, or says why there is none: by the principal's
 * policies, else by the policy's name, else by a file of that name. It never prefers one of several.
 */
export function locateInMap(map: RepositoryMap, query: PolicyQuery): LocateOutcome {
  const { sites, roles } = sitesOfPrincipal(map, query.principalArn);
  if (sites.length > 0) {
    const own = new Set(sites);
    return toOutcome(byName(sites, query.policyName), map, query, (site) => own.has(site));
  }
  const named = namedSites(map, query);
  if (named.length > 0) {
    const own = new Set(named);
    return toOutcome(named, map, query, (site) => own.has(site));
  }
  if (roles.length > 0) return { kind: 'not-found' };
  return toOutcome(plainFilesOf(map, query), map, query, () => true);
}

/** Finds the document at a place that a person named; there nothing is asked about who uses it. */
export function locateAt(map: RepositoryMap, { path, address }: NamedPlace): LocateOutcome {
  const inFile = map.sites.filter(({ site }) => site.place.path === path);
  const found = address === null ? inFile : inFile.filter(({ site }) => site.address === address);
  // Definitions that only hand a document on are told with it; the policy itself is meant.
  const policies = found.filter(({ site }) => site.name !== null || site.roles.length > 0);
  const chosen = found.length > 1 && policies.length > 0 ? policies : found;
  return oneOf(chosen.map((site) => followDocument(site, map, () => true)));
}

function toOutcome(
  sites: readonly SiteOfModule[],
  map: RepositoryMap,
  { principalArn }: PolicyQuery,
  isOurs: (site: SiteOfModule) => boolean,
): LocateOutcome {
  const statements = sites.filter(({ site }) => !isGrantsOnly(site));
  const candidates = statements.length > 0 ? statements : sites;
  return oneOf(
    candidates.map((each) =>
      hasOtherRole(each, principalArn)
        ? { kind: 'unsupported', reason: 'shared-policy', place: each.site.place }
        : followDocument(each, map, isOurs),
    ),
  );
}

function oneOf(all: readonly Followed[]): LocateOutcome {
  const places = new Map<string, Followed>();
  for (const each of all) places.set(keyOf(each), each);
  const [first, ...more] = places.values();
  if (first === undefined) return { kind: 'not-found' };
  if (more.length === 0) return first;
  return { kind: 'ambiguous', places: [...places.values()].map(({ place }): Place => place) };
}

function keyOf(followed: Followed): string {
  if (followed.kind === 'located') return JSON.stringify([followed.path, followed.address]);
  return JSON.stringify([followed.place, followed.reason]);
}

/** Those with the name, else those whose name is not told: a policy of another name is not meant. */
function byName(sites: readonly SiteOfModule[], name: string | null): readonly SiteOfModule[] {
  if (name === null) return sites;
  for (const wanted of ['exact', 'pattern', 'unknown'] as const) {
    const found = sites.filter(({ site }) => matchName(site.name, name) === wanted);
    if (found.length > 0) return found;
  }
  return [];
}

// An inline policy's name is unique in its role only, so one that is surely another role's is not meant.
function namedSites({ sites }: RepositoryMap, query: PolicyQuery): readonly SiteOfModule[] {
  const { policyName, principalArn } = query;
  if (policyName === null) return [];
  const role = lastPart(principalArn);
  return sites.filter(
    ({ site, module }) =>
      matchName(site.name, policyName) === 'exact' &&
      !site.roles.some((term) => matchRole(term, role, module) === 'no'),
  );
}

/** Plain documents that nothing refers to and whose files are named like the policy or the principal. */
function plainFilesOf(
  { sites }: RepositoryMap,
  { policyName, principalArn }: PolicyQuery,
): readonly SiteOfModule[] {
  const names = new Set([policyName ?? '', lastPart(principalArn)]);
  const used = new Set(
    sites.flatMap(({ site }) => (site.document.kind === 'file' ? [site.document.path] : [])),
  );
  return sites.filter(({ site, module }) => {
    const { path } = site.place;
    const file = lastPart(path);
    const isPlain = site.address === '' && site.name === null && module.files.length === 1;
    return isPlain && !used.has(path) && names.has(file.slice(0, file.lastIndexOf('.')));
  });
}

function hasOtherRole({ site, module }: SiteOfModule, principalArn: string): boolean {
  const name = lastPart(principalArn);
  return (
    site.roles.length > 1 && !site.roles.every((term) => isMaybe(matchRole(term, name, module)))
  );
}

function isMaybe(match: ReturnType<typeof matchRole>): boolean {
  return match === 'exact' || match === 'pattern';
}

function isGrantsOnly({ document }: PolicySite): boolean {
  return document.kind === 'unsupported' && document.reason === 'grants-only';
}
