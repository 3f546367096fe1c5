import type { Node } from 'web-tree-sitter';

/** The named children of a node without comments. */
export function childrenOf(node: Node | null): readonly Node[] {
  return (node?.namedChildren ?? []).filter((child) => child.type !== 'comment');
}

/** An expression without what only the compiler sees: parentheses, `as`, `satisfies`, `!`. */
export function unwrap(node: Node | null): Node | null {
  let inner = node;
  while (inner !== null && WRAPPERS.has(inner.type)) inner = childrenOf(inner)[0] ?? null;
  return inner;
}

const WRAPPERS: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
]);

/** The arguments of a call or `new`. */
export function argumentsOf(call: Node): readonly Node[] {
  return childrenOf(call.childForFieldName('arguments'));
}

/** The value of a key of an object literal; null without one. */
export function valueOf(object: Node | null, key: string): Node | null {
  const pair = pairsOf(object).find((each) => each.key === key);
  return pair === undefined ? null : pair.value;
}

export type Pair = { readonly key: string; readonly node: Node; readonly value: Node | null };

/** The members of an object literal, each with its key; `...` and computed keys have the key ''. */
export function pairsOf(object: Node | null): readonly Pair[] {
  if (object?.type !== 'object') return [];
  return childrenOf(object).map((node) => {
    if (node.type === 'shorthand_property_identifier') return { key: node.text, node, value: node };
    const key = node.childForFieldName('key');
    const name =
      key?.type === 'property_identifier' ? key.text : key === null ? null : stringOf(key);
    const isPair = node.type === 'pair' && name !== null;
    return { key: isPair ? name : '', node, value: unwrap(node.childForFieldName('value')) };
  });
}

/** The text of a string literal, or of a template without substitution; null for anything else or an unusual escape. */
export function stringOf(node: Node | null): string | null {
  if (node?.type !== 'string' && node?.type !== 'template_string') return null;
  if (node.namedChildren.some((child) => child.type === 'template_substitution')) return null;
  return decode(node.text.slice(1, -1));
}

/** The characters of a literal; null where an escape is not one of a single character. */
export function decode(source: string): string | null {
  let text = '';
  for (let at = 0; at < source.length; at++) {
    if (source[at] !== '\\') text += source[at];
    else {
      const escaped = ESCAPES.get(source[++at] ?? '');
      if (escaped === undefined) return null;
      text += escaped;
    }
  }
  return text;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ...['\\', "'", '"', '`', '$', '/'].map((each) => [each, each] as const),
  ['n', '\n'],
  ['t', '\t'],
]);

/** The nearest node round this one of one of the types, itself left out. */
export function ancestorOf(node: Node, types: ReadonlySet<string>): Node | null {
  let up = node.parent;
  while (up !== null && !types.has(up.type)) up = up.parent;
  return up;
}
