import type { DocumentPlace, UnsupportedReason } from '../editor.ts';
import type { LocatedPolicy, LocateOutcome } from './located-policy.ts';
import type { Module, RepositoryMap, SiteOfModule } from './repository-map.ts';

export type Followed = Extract<LocateOutcome, { kind: 'located' | 'unsupported' }>;

const LONGEST_WAY = 8;

/**
 * Follows a policy to the file where its document is written. `isOurs` tells the policies of the one principal that is
 * to get more: a file that another one refers to is shared.
 */
export function followDocument(
  start: SiteOfModule,
  map: RepositoryMap,
  isOurs: (site: SiteOfModule) => boolean,
): Followed {
  let here = start;
  for (let step = 0; step < LONGEST_WAY; step++) {
    const { document } = here.site;
    switch (document.kind) {
      case 'here':
        return toLocated(here);
      case 'unsupported':
        return refuse(document.reason, here);
      case 'file':
        if (!usersOf(document.path, map).every(isOurs)) return refuse('shared-policy', here);
        return followFile(document, here, map);
      case 'elsewhere': {
        const { module } = here;
        const next = map.sites.find(
          (each) => each.module === module && each.site.address === document.address,
        );
        if (next === undefined) return refuse('missing-file', here);
        here = next;
      }
    }
  }
  return refuse('computed-list', start);
}

function usersOf(path: string, { sites }: RepositoryMap): readonly SiteOfModule[] {
  return sites.filter(({ site }) => site.document.kind === 'file' && site.document.path === path);
}

function followFile(
  { path, template }: Extract<DocumentPlace, { kind: 'file' }>,
  from: SiteOfModule,
  { sites }: RepositoryMap,
): Followed {
  if (template) {
    const place = { path, line: 1 };
    const alone = { resources: [], usesElsewhere: [] };
    return { kind: 'located', path, address: '', place, format: from.format, ...alone };
  }
  const target = sites.find(({ site }) => site.place.path === path && site.address === '');
  if (target === undefined) return refuse('missing-file', from);
  const { document } = target.site;
  return document.kind === 'unsupported' ? refuse(document.reason, target) : toLocated(target);
}

function toLocated({ site, format, module }: SiteOfModule): LocatedPolicy {
  const { path } = site.place;
  return {
    kind: 'located',
    path,
    address: site.address,
    place: site.place,
    format,
    resources: module.joined.resources,
    usesElsewhere: usesOutside(module, path),
  };
}

function usesOutside({ files }: Module, path: string): LocatedPolicy['usesElsewhere'] {
  return files.flatMap((file) => (file.path === path ? [] : (file.map.uses ?? [])));
}

function refuse(reason: UnsupportedReason, { site }: SiteOfModule): Followed {
  return { kind: 'unsupported', reason, place: site.place };
}
