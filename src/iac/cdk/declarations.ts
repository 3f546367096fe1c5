import type { Node } from 'web-tree-sitter';
import { ancestorOf, unwrap } from './syntax.ts';

/** A name that a file gives to a value: a variable, or a field of the class (`this.role`). */
export type Declaration = {
  readonly key: string;
  /** The key, with a number where other places of the file give it to other values. */
  readonly address: string;
  readonly value: Node;
  readonly at: number;
  readonly from: number;
  readonly to: number;
};

/** What a name stands for at a place of the file; null where the file does not say, or says it twice. */
export type LookUp = (key: string, at: number) => Declaration | null;

const BLOCKS: ReadonlySet<string> = new Set([
  'statement_block',
  'program',
  'for_statement',
  'for_in_statement',
  'arrow_function',
  'function_declaration',
  'method_definition',
  'switch_body',
]);
const CLASSES: ReadonlySet<string> = new Set(['class_body', 'program']);
const PARAMETERS = ['required_parameter', 'optional_parameter'];

/** Collects the names of a file. A parameter hides a name without standing for anything. */
export function createLookUp(root: Node): {
  readonly all: readonly Declaration[];
  readonly lookUp: LookUp;
} {
  const all = root
    .descendantsOfType([
      'variable_declarator',
      'public_field_definition',
      'assignment_expression',
      ...PARAMETERS,
    ])
    .flatMap(toDeclaration)
    .map(withAddress(new Map()));
  const byKey = new Map<string, Declaration[]>();
  for (const one of all) {
    const same = byKey.get(one.key);
    if (same === undefined) byKey.set(one.key, [one]);
    else same.push(one);
  }
  return {
    all,
    lookUp: (key, at) => {
      const seen = (byKey.get(key) ?? []).filter(({ from, to }) => from <= at && at < to);
      const [first, second] = seen.toSorted((a, b) => a.to - a.from - (b.to - b.from));
      if (first === undefined) return null;
      const isTwice = second !== undefined && second.from === first.from && second.to === first.to;
      return isTwice || PARAMETERS.includes(first.value.type) ? null : first;
    },
  };
}

function withAddress(counts: Map<string, number>): (one: Declaration) => Declaration {
  return (one) => {
    if (PARAMETERS.includes(one.value.type)) return one;
    const count = (counts.get(one.key) ?? 0) + 1;
    counts.set(one.key, count);
    return count === 1 ? one : { ...one, address: `${one.key}:${count}` };
  };
}

function toDeclaration(node: Node): readonly Declaration[] {
  if (node.type === 'variable_declarator') {
    return declare(node, node.childForFieldName('name'), node.childForFieldName('value'), BLOCKS);
  }
  if (node.type === 'public_field_definition') {
    const name = node.childForFieldName('name');
    const value = unwrap(node.childForFieldName('value'));
    return name === null || value === null
      ? []
      : [place(`this.${name.text}`, node, value, CLASSES)];
  }
  if (node.type === 'assignment_expression') {
    const left = node.childForFieldName('left');
    const isField = left?.type === 'member_expression' && /^this\.\w+$/.test(left.text);
    const value = node.childForFieldName('right');
    return declare(node, left, value, isField ? CLASSES : BLOCKS);
  }
  return declare(node, node.childForFieldName('pattern'), node, BLOCKS);
}

function declare(
  node: Node,
  name: Node | null,
  value: Node | null,
  scopes: ReadonlySet<string>,
): readonly Declaration[] {
  const inner = unwrap(value);
  const isName = name?.type === 'identifier' || name?.type === 'member_expression';
  return name === null || inner === null || !isName ? [] : [place(name.text, node, inner, scopes)];
}

function place(key: string, node: Node, value: Node, scopes: ReadonlySet<string>): Declaration {
  const scope = ancestorOf(node, scopes);
  return {
    key,
    address: key,
    value,
    at: node.startIndex,
    from: scope?.startIndex ?? 0,
    to: scope?.endIndex ?? Number.MAX_SAFE_INTEGER,
  };
}
