import type { Editor } from '../iac/editor.ts';
import { LONGEST_FILE } from '../iac/file-limits.ts';
import type { LocateOutcome, NamedPlace, PolicyQuery } from '../iac/locate/located-policy.ts';
import { locateAt, locateInMap } from '../iac/locate/locate-in-map.ts';
import {
  type MappedFile,
  type RepositoryMap,
  toRepositoryMap,
} from '../iac/locate/repository-map.ts';
import { findEditor } from '../iac/registry.ts';
import type { RepositoryFiles } from '../ports/repository-files.ts';

/** Finds where a policy is written; `named` is what the configuration or the user says, and is not second-guessed. */
export type LocatePolicy = (
  query: PolicyQuery,
  named?: NamedPlace | null,
) => Promise<LocateOutcome>;

/**
 * Locates policies in one repository. The repository is read at the first query and kept, so make a new one for each
 * state of it.
 */
export function createLocatePolicy(deps: {
  readonly files: RepositoryFiles;
  readonly editors: readonly Editor[];
}): LocatePolicy {
  let whole: Promise<RepositoryMap> | undefined;
  return async (query, named = null) => {
    const map = await (whole ??= mapRepository(deps.files, deps.editors));
    return named === null ? locateInMap(map, query) : locateAt(map, named);
  };
}

async function mapRepository(
  files: RepositoryFiles,
  editors: readonly Editor[],
): Promise<RepositoryMap> {
  const mapped: MappedFile[] = [];
  for (const { path, size } of await files.list()) {
    const editor = size > LONGEST_FILE * MOST_BYTES_A_UNIT ? undefined : findEditor(editors, path);
    const text = editor === undefined ? null : await files.read(path);
    if (editor === undefined || text === null) continue;
    mapped.push({ path, format: editor.format, map: await editor.map({ path, text }) });
  }
  return toRepositoryMap(mapped);
}

// A UTF-16 code unit takes three bytes of UTF-8 at most.
const MOST_BYTES_A_UNIT = 3;
