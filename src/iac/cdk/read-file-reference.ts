import type { Node } from 'web-tree-sitter';
import type { DocumentPlace } from '../editor.ts';
import { resolveReference } from '../repository-path.ts';
import type { FileView } from './file-view.ts';
import { argumentsOf, childrenOf, stringOf, unwrap } from './syntax.ts';

const APP_FOLDERS: ReadonlySet<string> = new Set(['lib', 'bin', 'src', 'test']);

/** The file behind `JSON.parse(fs.readFileSync(…))`, `require('x.json')` or an imported name; null for anything else. */
export function readFileReference(
  node: Node | null,
  view: FileView,
): Extract<DocumentPlace, { kind: 'file' | 'unsupported' }> | null {
  if (node?.type === 'identifier') {
    const declared = view.lookUp(node.text, node.startIndex);
    if (declared !== null) return readFileReference(declared.value, view);
    const source = importOf(node.text, view);
    return source === null ? null : toPlace(resolveReference(view.path, source));
  }
  if (node?.type !== 'call_expression') return null;
  const callee = node.childForFieldName('function')?.text ?? '';
  const [argument] = argumentsOf(node);
  const inner = unwrap(argument ?? null);
  if (callee === 'JSON.parse') return readFileReference(innermostRead(inner, view), view);
  if (callee === 'require') return toPlace(resolveReference(view.path, stringOf(inner) ?? '/'));
  return /(?:^|\.)readFileSync$/.test(callee) ? toPlace(pathOf(inner, view)) : null;
}

/** `fs.readFileSync(…).toString()` reads what its object reads. */
function innermostRead(node: Node | null, view: FileView): Node | null {
  const declared = node === null ? null : view.lookUp(node.text, node.startIndex);
  const value = declared?.value ?? node;
  const callee = value?.type === 'call_expression' ? value.childForFieldName('function') : null;
  const isText = callee?.childForFieldName('property')?.text === 'toString';
  return isText ? unwrap(callee?.childForFieldName('object') ?? null) : value;
}

function pathOf(node: Node | null, { path }: FileView): string | null {
  const own = stringOf(node);
  if (own !== null) return resolveReference(`${appFolder(path)}cdk.json`, own);
  const callee = node?.type === 'call_expression' ? node.childForFieldName('function')?.text : '';
  if (node === null || !/^(?:path\.)?(?:join|resolve)$/.test(callee ?? '')) return null;
  const [base, ...parts] = argumentsOf(node);
  const texts = parts.map(stringOf);
  if (base?.text !== '__dirname' || texts.length === 0 || texts.includes(null)) return null;
  return resolveReference(path, texts.join('/'));
}

// A path without a base is one from where `cdk` runs: the folder of the app, above its sources.
function appFolder(path: string): string {
  const folders = path.split('/').slice(0, -1);
  const sources = folders.findIndex((folder) => APP_FOLDERS.has(folder));
  const own = sources < 0 ? folders : folders.slice(0, sources);
  return own.map((folder) => `${folder}/`).join('');
}

function importOf(name: string, { root }: FileView): string | null {
  for (const node of root.namedChildren) {
    if (node.type !== 'import_statement') continue;
    const source = stringOf(node.childForFieldName('source'));
    const clause = childrenOf(node).find(({ type }) => type === 'import_clause');
    const isOwn = clause?.text === name || clause?.text === `* as ${name}`;
    if (isOwn && source?.endsWith('.json') === true) return source;
  }
  return null;
}

function toPlace(path: string | null): Extract<DocumentPlace, { kind: 'file' | 'unsupported' }> {
  return path === null
    ? { kind: 'unsupported', reason: 'input-variable' }
    : { kind: 'file', path, template: false };
}
