import { readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type {
  EditOutcome,
  Editor,
  PolicySite,
  SourceFile,
  SourceMap,
} from '../../src/iac/editor.ts';
import { joinSourceMaps } from '../../src/iac/join-source-maps.ts';
import { createEditors, findEditor } from '../../src/iac/registry.ts';
import { loadWasm } from '../builders/load-wasm.ts';
import { type GoldenCase, type Refusal, readGoldenCase, readUnansweredCase } from './iac-case.ts';

// Each folder of test/golden/iac/<format> is one edit: `before.<ext>` (or a tree `before/`), `change.json`
// and either `after.<ext>` or `refusal.json`; `map.json` where the map of the file is looked at too.
// Where the site's document is in another file of the tree, that file is edited and compared.
// GOLDEN_UPDATE=1 writes what is missing, to be read before it is committed.

const root = fileURLToPath(new URL('./iac/', import.meta.url));
const editors = createEditors({ loadWasm });
const update = process.env['GOLDEN_UPDATE'] === '1' && process.env['CI'] === undefined;
const folders = readdirSync(root)
  .toSorted()
  .flatMap((format) => readdirSync(join(root, format)).map((name) => [format, name] as const));

describe('golden/iac', () => {
  it('has golden cases of every editor, and editors for all golden cases', () => {
    const formats = new Set(folders.map(([format]) => format));

    expect([...formats].toSorted()).toEqual(editors.map(({ format }) => format).toSorted());
    for (const [format, name] of folders) expect(`${format}/${name}`).toMatch(/^[a-z0-9/-]+$/);
  });

  it.each(folders)('edits %s/%s as written down', async (format, name) => {
    if (update) await writeMissing(format, name);
    const golden = readGoldenCase(join(root, format, name), format, name);
    const { file, editor, address } = await findDocument(golden);
    const others = await mapOthers(editor, file, golden);

    const outcome = await runEdit(editor, file, address, golden, others);

    if (golden.refusal !== null) {
      expect(toRefusal(outcome, golden.refusal)).toEqual(golden.refusal);
      return;
    }
    expect(outcome).toMatchObject({ kind: 'edited' });
    if (outcome.kind !== 'edited') return;
    expect(outcome.text).toBe(golden.after);
    expect(isInserted(file.text, outcome.text)).toBe(true);
    expect(changedLines(file.text, outcome.text)).toBeLessThanOrEqual(allowedLines(golden));
    const again = { path: file.path, text: outcome.text };
    expect(await runEdit(editor, again, address, golden, others)).toEqual({ kind: 'already-present' });
    expect(sitesOf(await editor.map(again))).toEqual(sitesOf(await editor.map(file)));
  });
});

/** The file, editor and address of the document: those of the case, or what its site refers to. */
async function findDocument(golden: GoldenCase): Promise<{
  readonly file: SourceFile;
  readonly editor: Editor;
  readonly address: string;
}> {
  const { path, change, format } = golden;
  const file = { path, text: golden.files.get(path) ?? missing(path) };
  const editor = findEditor(editors, path) ?? missing(`an editor of ${path}`);
  expect(editor.format).toBe(format);
  const map = await editor.map(file);
  if (golden.map !== null) expect(map).toEqual(golden.map);
  const site = map.policies.find(({ address }) => address === change.address);
  if (site?.document.kind === 'elsewhere') {
    return { editor, ...(await findElsewhere(site.document.address, editor, golden)) };
  }
  if (site?.document.kind !== 'file') return { file, editor, address: change.address };
  if (site.document.template) {
    const text = golden.files.get(site.document.path) ?? missing(site.document.path);
    return { file: { path: site.document.path, text }, editor, address: '' };
  }
  const text = golden.files.get(site.document.path) ?? missing(site.document.path);
  return {
    file: { path: site.document.path, text },
    editor: findEditor(editors, site.document.path) ?? editor,
    address: '',
  };
}

async function findElsewhere(
  address: string,
  editor: Editor,
  { files }: GoldenCase,
): Promise<{ readonly file: SourceFile; readonly address: string }> {
  for (const [path, text] of files) {
    const map = editor.reads(path) ? await editor.map({ path, text }) : null;
    if (map?.policies.some((site) => site.address === address) === true) {
      return { file: { path, text }, address };
    }
  }
  return missing(address);
}

/** What the other files of a tree say, as the files of one module. */
async function mapOthers(
  editor: Editor,
  file: SourceFile,
  { files, change }: GoldenCase,
): Promise<SourceMap> {
  const others = [...files].filter(([path]) => path !== file.path && editor.reads(path));
  const maps = await Promise.all(others.map(([path, text]) => editor.map({ path, text })));
  const { uses, resources } = joinSourceMaps(maps);
  return {
    policies: [],
    roles: [],
    resources: change.resources ?? resources,
    uses: uses ?? [],
  };
}

async function runEdit(
  editor: Editor,
  file: SourceFile,
  address: string,
  { change }: GoldenCase,
  { resources, uses }: SourceMap,
): Promise<EditOutcome> {
  const { statements } = change;
  return await editor.edit(file, address, { statements }, resources, uses);
}

/** The outcome in the words of `refusal.json`, with the places only where that names them. */
function toRefusal(outcome: EditOutcome, asked: Refusal): unknown {
  if (outcome.kind === 'edited') return outcome.text;
  if (outcome.kind === 'ambiguous') {
    return { kind: outcome.kind, lines: outcome.places.map(({ line }) => line) };
  }
  if (outcome.kind !== 'unsupported') return outcome;
  const { kind, reason, place } = outcome;
  return {
    kind,
    reason,
    line: place.line,
    ...(asked.path === undefined ? {} : { path: place.path }),
  };
}

/** Whether every character of the text is still there, in order: nothing but insertions. */
function isInserted(before: string, after: string): boolean {
  let at = 0;
  for (const character of before) {
    at = after.indexOf(character, at) + character.length;
    if (at < character.length) return false;
  }
  return true;
}

/** How many lines of the first text are not there any more. */
function changedLines(before: string, after: string): number {
  const left = new Map<string, number>();
  for (const line of after.split('\n')) left.set(line, (left.get(line) ?? 0) + 1);
  return before.split('\n').filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  }).length;
}

// A list grows at two lines at most (its last item's and its bracket's); a single statement that becomes a
// list of two may be indented anew.
function allowedLines({ name, change }: GoldenCase): number {
  return name.includes('becomes-a-list') ? 20 : 2 * change.statements.length;
}

function sitesOf(map: { readonly policies: readonly PolicySite[] }): readonly unknown[] {
  return map.policies.map(({ address, name, roles, document }) => [address, name, roles, document]);
}

function missing(what: string): never {
  throw new Error(`there is no ${what}`);
}

async function writeMissing(format: string, name: string): Promise<void> {
  const folder = join(root, format, name);
  const golden = readUnansweredCase(folder, format, name);
  if (golden.after !== null || golden.refusal !== null) return;
  const { file, editor, address } = await findDocument(golden);
  const others = await mapOthers(editor, file, golden);
  const outcome = await runEdit(editor, file, address, golden, others);
  if (outcome.kind === 'edited') {
    writeFileSync(join(folder, `after${extname(file.path)}`), outcome.text);
  } else {
    const refusal = JSON.stringify(toRefusal(outcome, { kind: outcome.kind }), null, 2);
    writeFileSync(join(folder, 'refusal.json'), `${refusal}\n`);
  }
}
