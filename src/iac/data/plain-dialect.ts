import type { Term } from '../policy-model.ts';
import { type DataNode, resolveNode, textOf, toComparable } from './data-node.ts';
import type { Dialect } from './site.ts';

/** IAM's own JSON, and YAML that is turned into it: nothing is computed. */
export const PLAIN_DIALECT: Dialect = {
  toTerm: toPlainTerm,
  callOf: (node) =>
    node.tag === null ? null : { name: node.tag, argument: { ...node, tag: null } },
  version: null,
  isPlainText: () => true,
  express: () => null,
};

/** A text as it stands; anything else as an expression that nobody knows. */
export function toPlainTerm(node: DataNode): Term {
  const value = textOf(node);
  if (value !== undefined) return { kind: 'literal', value };
  return { kind: 'expression', source: sourceOf(node), arn: null };
}

/** A value that is no text, written in one line. */
export function sourceOf(node: DataNode): string {
  return JSON.stringify(toComparable(resolveNode(node) ?? node));
}
