import type { Parser } from 'web-tree-sitter';
import type { SourceFile } from '../editor.ts';
import { createFileView, type FileView } from './file-view.ts';

const DEEPEST = 400;

/** Reads a file and answers a question about it; null where it cannot be read. The tree never outlives the question. */
export function withCdk<T>(
  parser: Parser,
  { path, text }: SourceFile,
  ask: (view: FileView) => T,
): T | null {
  if (text.includes('\0') || isTooDeep(text)) return null;
  const tree = parser.parse(text);
  if (tree === null) return null;
  try {
    return tree.rootNode.hasError ? null : ask(createFileView(path, text, tree.rootNode));
  } finally {
    tree.delete();
  }
}

// Brackets in strings count too: more than a file of people has, and less than the parser's stack.
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if ('([{<'.includes(character)) depth++;
    else if (')]}>'.includes(character)) depth = Math.max(0, depth - 1);
    if (depth > DEEPEST) return true;
  }
  return false;
}
