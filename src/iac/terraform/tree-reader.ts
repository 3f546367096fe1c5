import type { Node } from 'web-tree-sitter';
import type { Expr, ReferenceExpr } from './hcl.ts';

/** What is carried through a tree: the text, where references are collected, and how deep it may be. */
export type TreeReader = {
  readonly text: string;
  readonly references: ReferenceExpr[];
  depth: number;
};

// Operators and conditionals nest without brackets, which `isBalanced` does not see.
const MAX_TREE_DEPTH = 400;

/** Thrown inside the reading of one tree only, and caught there. */
export const TOO_DEEP = new Error('the tree is too deep');

/** Reads one level deeper. */
export function deeper<T>(reader: TreeReader, read: () => T): T {
  if (reader.depth >= MAX_TREE_DEPTH) throw TOO_DEEP;
  reader.depth += 1;
  const value = read();
  reader.depth -= 1;
  return value;
}

/** The children of a node that the grammar names, without comments. */
export function namedOf(node: Node): readonly Node[] {
  return node.namedChildren.filter((child): child is Node => child !== null && !child.isExtra);
}

/** The empty expression of a place where the tree has none. */
export function nothingAt(node: Node): Expr {
  return { kind: 'other', start: node.startIndex, end: node.endIndex };
}
