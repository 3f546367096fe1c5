import { createScanner, type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { DataNode, Pair } from '../data/data-node.ts';
import type { DataParse } from '../data/data-parse.ts';
import { DEEPEST_NESTING } from '../file-limits.ts';

// SyntaxKind is a const enum of the package's declarations, which leaves nothing at run time.
const OPEN_BRACE = 1;
const CLOSE_BRACE = 2;
const OPEN_BRACKET = 3;
const CLOSE_BRACKET = 4;
const END_OF_TEXT = 17;

/**
 * Reads JSON, with comments and trailing commas where a file has them. A key that occurs twice in one object is a
 * fault, since readers disagree on which of the two counts.
 */
export function parseJson(text: string): DataParse {
  if (isTooDeep(text)) return { kind: 'unsupported', reason: 'file-too-large', at: 0 };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (errors[0] !== undefined || root === undefined) {
    return { kind: 'unsupported', reason: 'syntax-error', at: errors[0]?.offset ?? 0 };
  }
  const faults: number[] = [];
  const node = toNode(root, faults);
  return faults[0] === undefined
    ? { kind: 'data', roots: [node] }
    : { kind: 'unsupported', reason: 'syntax-error', at: faults[0] };
}

function isTooDeep(text: string): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token = scanner.scan() as number; token !== END_OF_TEXT;) {
    if (token === OPEN_BRACE || token === OPEN_BRACKET) depth++;
    if (token === CLOSE_BRACE || token === CLOSE_BRACKET) depth--;
    if (depth > DEEPEST_NESTING) return true;
    token = scanner.scan();
  }
  return false;
}

function toNode(node: Node, faults: number[]): DataNode {
  const { offset: start, length, children = [] } = node;
  const place = { start, inner: start, end: start + length, tag: null, anchor: null };
  const placed = { ...place, isShared: false };
  if (node.type === 'object') {
    const pairs = children.map((property) => toPair(property, faults));
    const keys = new Set<string>();
    for (const { key, keyStart } of pairs) {
      if (keys.has(key)) faults.push(keyStart);
      keys.add(key);
    }
    return { ...placed, kind: 'map', isFlow: true, pairs };
  }
  if (node.type === 'array') {
    const items = children.map((child) => toNode(child, faults));
    return { ...placed, kind: 'list', isFlow: true, items, dashes: [] };
  }
  const isText = node.type === 'string';
  return { ...placed, kind: 'scalar', isText, value: String(node.value), style: 'double' };
}

function toPair({ children = [] }: Node, faults: number[]): Pair {
  const [key, value] = children as [Node, Node];
  const keyEnd = key.offset + key.length;
  return {
    key: String(key.value),
    keyStart: key.offset,
    keyEnd,
    value: toNode(value, faults),
  };
}
