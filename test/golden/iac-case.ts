import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { PolicyStatement } from '../../src/domain/policy/policy-document.ts';
import type { ResourceSite, SourceMap } from '../../src/iac/editor.ts';

/** `change.json`: what is edited and how. `path` is the file's name in its repository. */
export type Change = {
  readonly path?: string;
  readonly address: string;
  readonly statements: readonly PolicyStatement[];
  readonly resources?: readonly ResourceSite[];
};

/** `refusal.json`: every outcome but `edited`; `line` and `lines` are those of the named places. */
export type Refusal = {
  readonly kind: 'unsupported' | 'ambiguous' | 'not-found' | 'already-present';
  readonly reason?: string;
  readonly path?: string;
  readonly line?: number;
  readonly lines?: readonly number[];
};

/** One golden case. `files` are the repository's by path; `path` is the one where the edit begins. */
export type GoldenCase = {
  readonly format: string;
  readonly name: string;
  readonly path: string;
  readonly files: ReadonlyMap<string, string>;
  readonly change: Change;
  readonly after: string | null;
  readonly refusal: Refusal | null;
  readonly map: SourceMap | null;
};

const CHANGE_KEYS: ReadonlySet<string> = new Set(['path', 'address', 'statements', 'resources']);
const REFUSAL_KEYS: ReadonlySet<string> = new Set(['kind', 'reason', 'path', 'line', 'lines']);

/** Reads the folder of a case; throws on an unknown file or key, and on anything that is missing. */
export function readGoldenCase(folder: string, format: string, name: string): GoldenCase {
  const golden = readUnansweredCase(folder, format, name);
  if (golden.after === null && golden.refusal === null) throw new Error(`${folder}: no answer`);
  return golden;
}

/** The same for a case that may still lack its `after` or `refusal.json`. */
export function readUnansweredCase(folder: string, format: string, name: string): GoldenCase {
  const names = readdirSync(folder);
  const before = only(names, 'before', folder);
  const isTree = before === 'before';
  const change = readJson(join(folder, 'change.json'), CHANGE_KEYS) as Change;
  const isRefused = names.includes('refusal.json');
  const after = names.find((each) => each.startsWith('after.')) ?? null;
  const used = [before, 'change.json', isRefused ? 'refusal.json' : after, 'map.json'];
  const unused = names.filter((each) => !used.includes(each));
  if (unused.length > 0) throw new Error(`${folder}: unused ${unused.join(', ')}`);
  if (isTree && change.path === undefined) throw new Error(`${folder}: no path in change.json`);
  const path = change.path ?? before;
  return {
    format,
    name,
    path,
    files: isTree
      ? readTree(join(folder, before))
      : new Map([[path, readText(join(folder, before))]]),
    change,
    after: after === null ? null : readText(join(folder, after)),
    refusal: isRefused ? (readJson(join(folder, 'refusal.json'), REFUSAL_KEYS) as Refusal) : null,
    map: names.includes('map.json')
      ? (JSON.parse(readText(join(folder, 'map.json'))) as SourceMap)
      : null,
  };
}

function only(names: readonly string[], stem: string, folder: string): string {
  const found = names.filter((name) => name === stem || name.startsWith(`${stem}.`));
  if (found.length !== 1) throw new Error(`${folder}: ${found.length} files named ${stem}`);
  return found[0]!;
}

function readTree(root: string): ReadonlyMap<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [relative(root, file).replaceAll(sep, '/'), readText(file)]));
}

// A byte order mark is part of the text here, as an editor gets it.
function readText(file: string): string {
  if (!existsSync(file)) throw new Error(`there is no ${file}`);
  return new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(readFileSync(file));
}

function readJson(file: string, keys: ReadonlySet<string>): object {
  const value = JSON.parse(readText(file)) as object;
  const unknown = Object.keys(value).filter((key) => !keys.has(key));
  if (unknown.length > 0) throw new Error(`${file}: unknown ${unknown.join(', ')}`);
  return value;
}
