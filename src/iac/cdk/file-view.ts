import type { Node } from 'web-tree-sitter';
import { createLookUp, type Declaration } from './declarations.ts';
import type { Scope } from './evaluate.ts';
import { createNameClass } from './imports.ts';
import { unwrap } from './syntax.ts';

/** A call of a method: `object.method(…)`. */
export type MethodCall = { readonly call: Node; readonly object: Node; readonly method: string };

/** A file as its policies are read from it. */
export type FileView = Scope & {
  readonly path: string;
  readonly text: string;
  readonly root: Node;
  readonly declarations: readonly Declaration[];
  readonly calls: readonly MethodCall[];
  /** Every place that uses a declared name, in order; the declaration itself is not one. */
  readonly usesOf: (declaration: Declaration) => readonly Node[];
};

/** Looks at a tree once, so that questions about it are cheap. */
export function createFileView(path: string, text: string, root: Node): FileView {
  const { all, lookUp } = createLookUp(root);
  const names = new Map<string, Node[]>();
  for (const node of root.descendantsOfType(NAMES)) {
    const { length } = node.text;
    if (length > LONGEST_NAME) continue;
    const same = names.get(node.text);
    if (same === undefined) names.set(node.text, [node]);
    else same.push(node);
  }
  return {
    path,
    text,
    root,
    lookUp,
    nameClass: createNameClass(root),
    declarations: all,
    calls: root.descendantsOfType('call_expression').flatMap(toMethodCall),
    usesOf: (declaration) =>
      (names.get(declaration.key) ?? []).filter(
        (node) =>
          node.startIndex !== declaration.at &&
          !isTarget(node) &&
          lookUp(declaration.key, node.startIndex) === declaration,
      ),
  };
}

const NAMES = ['identifier', 'member_expression', 'shorthand_property_identifier'];
const LONGEST_NAME = 200;

function isTarget(node: Node): boolean {
  const { parent } = node;
  const left = parent?.type === 'assignment_expression' ? parent.childForFieldName('left') : null;
  return left?.id === node.id;
}

function toMethodCall(call: Node): readonly MethodCall[] {
  const callee = call.childForFieldName('function');
  const object = unwrap(callee?.childForFieldName('object') ?? null);
  const method = callee?.childForFieldName('property')?.text;
  if (callee?.type !== 'member_expression' || object === null || method === undefined) return [];
  return [{ call, object, method }];
}
