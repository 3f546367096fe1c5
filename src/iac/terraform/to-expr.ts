import type { Node } from 'web-tree-sitter';
import type { Entry, Expr, Hole, Span, TextExpr } from './hcl.ts';
import { decodeTemplate } from './text-escapes.ts';
import { type TreeReader, deeper, namedOf, nothingAt } from './tree-reader.ts';

/** An expression of the tree in our own words. Everything inside is read, so that no reference is missed. */
export function toExpr(node: Node, reader: TreeReader): Expr {
  return deeper(reader, () => readExpr(node, reader));
}

function readExpr(node: Node, reader: TreeReader): Expr {
  const children = namedOf(node);
  const [first] = children;
  switch (node.type) {
    case 'expression':
      return first?.type === 'variable_expr' && children.length > 1
        ? readReference(node, children, reader)
        : readOnly(node, children, reader);
    case 'literal_value':
    case 'template_expr':
    case 'collection_value':
      return readOnly(node, children, reader);
    case 'variable_expr':
      return readReference(node, [node], reader);
    case 'string_lit':
    case 'quoted_template':
    case 'heredoc_template':
      return readText(node, children, reader);
    case 'tuple':
      return { kind: 'list', ...spanOf(node), items: readAll(children, 'expression', reader) };
    case 'object': {
      const entries = children.filter(({ type }) => type === 'object_elem');
      return { kind: 'object', ...spanOf(node), entries: entries.map((e) => readEntry(e, reader)) };
    }
    case 'function_call': {
      const list = children.find(({ type }) => type === 'function_arguments');
      const args = list === undefined ? [] : readAll(namedOf(list), 'expression', reader);
      // `f(list...)` passes another number of arguments than it shows.
      const isOpen = list !== undefined && namedOf(list).some(({ type }) => type === 'ellipsis');
      const name = isOpen ? '' : textOf(first!, reader);
      return { kind: 'call', ...spanOf(node), name, args };
    }
    case 'conditional': {
      const [, ...branches] = readAll(children, 'expression', reader);
      return { kind: 'conditional', ...spanOf(node), branches };
    }
    default:
      for (const child of children) toExpr(child, reader);
      return node.type.startsWith('for_') ? { kind: 'loop', ...spanOf(node) } : nothingAt(node);
  }
}

function readAll(nodes: readonly Node[], type: string, reader: TreeReader): readonly Expr[] {
  return nodes.filter((node) => node.type === type).map((node) => toExpr(node, reader));
}

// An expression of one part is that part, in parentheses too: then its place is the inner one's.
function readOnly(node: Node, children: readonly Node[], reader: TreeReader): Expr {
  if (children.length === 1) return toExpr(children[0]!, reader);
  for (const child of children) toExpr(child, reader);
  return nothingAt(node);
}

function readReference(node: Node, children: readonly Node[], reader: TreeReader): Expr {
  const steps = children.map((child) => readStep(child, reader));
  // The index of a reference may refer to other things.
  for (const child of children) {
    for (const inner of namedOf(child)) {
      if (inner.type === 'new_index') readAll(namedOf(inner), 'expression', reader);
    }
  }
  const reference = { kind: 'reference', ...spanOf(node), steps } as const;
  reader.references.push(reference);
  const isPlain = children.every(({ type }) => PLAIN_STEPS.has(type));
  return isPlain ? reference : nothingAt(node);
}

const PLAIN_STEPS: ReadonlySet<string> = new Set(['variable_expr', 'get_attr', 'index']);

function readStep(node: Node, reader: TreeReader): string {
  const text = textOf(node, reader);
  return node.type === 'get_attr' ? text.slice(1).trim() : text;
}

function readEntry(node: Node, reader: TreeReader): Entry {
  const [key, value] = namedOf(node);
  const parenthesised = reader.text[key!.startIndex] === '(';
  const read = parenthesised ? toExpr(key!, reader) : readKey(key!, reader);
  return {
    ...spanOf(node),
    key: typeof read === 'string' ? read : null,
    keySpan: spanOf(key!),
    value: value === undefined ? nothingAt(node) : toExpr(value, reader),
  };
}

// A bare word is a name here, not a reference.
function readKey(node: Node, reader: TreeReader): string | Expr {
  const text = textOf(node, reader);
  if (/^[\w-]+$/.test(text)) return text;
  const read = toExpr(node, reader);
  if (read.kind !== 'text') return read;
  const [only, ...others] = read.parts;
  return typeof only === 'string' && others.length === 0 ? only : read;
}

function readText(node: Node, children: readonly Node[], reader: TreeReader): Expr {
  const isHeredoc = node.type === 'heredoc_template';
  const body = isHeredoc ? heredocBody(children) : inner(children);
  const form = isHeredoc ? 'heredoc' : 'quoted';
  const holes = children.flatMap((child) => readHole(child, reader));
  const parts: (string | Hole)[] = [];
  let at = body.start;
  for (const hole of [...holes, null]) {
    const end = hole?.start ?? body.end;
    const decoded = decodeTemplate(reader.text, at, end, form);
    if (decoded === null) return nothingAt(node);
    if (decoded.text !== '') parts.push(decoded.text);
    if (hole !== null) parts.push(hole);
    at = hole?.end ?? at;
  }
  return { kind: 'text', ...spanOf(node), form, body, holes, parts } satisfies TextExpr;
}

function readHole(node: Node, reader: TreeReader): readonly Hole[] {
  if (node.type === 'template_directive') {
    readNested(node, reader);
    return [{ ...spanOf(node), value: null }];
  }
  if (node.type !== 'template_interpolation') return [];
  const value = namedOf(node).find(({ type }) => type === 'expression');
  return [
    { ...spanOf(node), value: value === undefined ? nothingAt(node) : toExpr(value, reader) },
  ];
}

function readNested(node: Node, reader: TreeReader): void {
  deeper(reader, () => {
    for (const child of namedOf(node)) {
      if (child.type === 'expression') toExpr(child, reader);
      else readNested(child, reader);
    }
  });
}

function inner(children: readonly Node[]): Span {
  return { start: children[0]!.endIndex, end: children.at(-1)!.startIndex };
}

// The body begins after the line of `<<EOF` and ends before the line of its closing word.
function heredocBody(children: readonly Node[]): Span {
  const words = children.filter(({ type }) => type === 'heredoc_identifier');
  return { start: words[0]!.endIndex, end: words.at(-1)!.startIndex };
}

function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

function textOf(node: Node, { text }: TreeReader): string {
  return text.slice(node.startIndex, node.endIndex);
}
