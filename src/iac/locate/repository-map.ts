import type { PolicySite, SourceMap } from '../editor.ts';
import { joinSourceMaps } from '../join-source-maps.ts';

/** A file of a repository with what it says, and the format of the editor that read it. */
export type MappedFile = {
  readonly path: string;
  readonly format: string;
  readonly map: SourceMap;
};

/** Files whose definitions share names: those of one folder in one format, or one file that stands alone. */
export type Module = { readonly files: readonly MappedFile[]; readonly joined: SourceMap };

/** A policy with the module that defines it. */
export type SiteOfModule = {
  readonly site: PolicySite;
  readonly format: string;
  readonly module: Module;
};

/** What a whole repository says about policies, module by module. */
export type RepositoryMap = {
  readonly modules: readonly Module[];
  readonly sites: readonly SiteOfModule[];
};

/** Puts the maps of a repository's files together, in the order of their paths. */
export function toRepositoryMap(files: readonly MappedFile[]): RepositoryMap {
  const groups = new Map<string, MappedFile[]>();
  for (const file of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const key = moduleOf(file);
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  const modules = [...groups.values()].map((group) => ({
    files: group,
    joined: joinSourceMaps(group.map(({ map }) => map)),
  }));
  return { modules, sites: modules.flatMap(sitesOf) };
}

function moduleOf({ path, format, map }: MappedFile): string {
  if (map.attachments === undefined && map.uses === undefined) return path;
  return JSON.stringify([format, path.slice(0, path.lastIndexOf('/') + 1)]);
}

function sitesOf(module: Module): readonly SiteOfModule[] {
  const formats = new Map(module.files.map(({ path, format }) => [path, format]));
  return module.joined.policies.map((site) => ({
    site,
    format: formats.get(site.place.path) ?? '',
    module,
  }));
}
