import type { Node } from 'web-tree-sitter';
import type { CdkDocument, CdkPolicy, Holder } from './cdk-policy.ts';
import type { FileView, MethodCall } from './file-view.ts';
import { readFileReference } from './read-file-reference.ts';
import {
  type CdkStatement,
  JSON_KEYS,
  readStatement,
  type StatementKeys,
  statementObject,
} from './read-statement.ts';
import { argumentsOf, childrenOf, unwrap, valueOf } from './syntax.ts';

type Document = CdkPolicy['document'];

/** Reads `new PolicyDocument({…})`, `PolicyDocument.fromJson(…)`, or a name that stands for one. */
export function readDocument(expression: Node | null, view: FileView, isShared = false): Document {
  const node = unwrap(expression);
  if (node === null) return { kind: 'unsupported', reason: 'not-expressible' };
  const declared = view.lookUp(node.text, node.startIndex);
  if (declared !== null) {
    const adds = view.calls.filter(
      ({ object, method }) =>
        method === 'addStatements' && view.lookUp(object.text, object.startIndex) === declared,
    );
    const others = view.usesOf(declared).length - adds.length;
    const document = readDocument(declared.value, view, others > 1);
    if (document.kind !== 'statements' || adds.length === 0) return document;
    return joinDocuments(document, readCalls(adds, view));
  }
  if (isShared) return { kind: 'unsupported', reason: 'shared-policy' };
  const [argument = null] = argumentsOf(node);
  if (node.type === 'new_expression') {
    const isOne =
      view.nameClass(node.childForFieldName('constructor')) === 'aws-iam.PolicyDocument';
    return isOne
      ? readList(valueOf(unwrap(argument), 'statements'), view, null)
      : { kind: 'unsupported', reason: 'not-expressible' };
  }
  const name = view.nameClass(node.childForFieldName('function'));
  if (node.type !== 'call_expression' || name !== 'aws-iam.PolicyDocument.fromJson') {
    return { kind: 'unsupported', reason: 'input-variable' };
  }
  const file = readFileReference(unwrap(argument), view);
  if (file !== null) return file;
  const object = unwrap(argument);
  return object?.type === 'object'
    ? readList(valueOf(object, 'Statement'), view, JSON_KEYS)
    : { kind: 'unsupported', reason: 'input-variable' };
}

/** Reads a list of statements; `keys` where its items are IAM's JSON. */
export function readList(list: Node | null, view: FileView, keys: StatementKeys | null): Document {
  if (list === null) return { kind: 'statements', statements: [], isWhole: true, holder: null };
  if (list.type !== 'array') return { kind: 'unsupported', reason: 'computed-list' };
  const items = childrenOf(list);
  const read = items.map((item) => readItem(item, view, keys));
  return {
    kind: 'statements',
    statements: read.flatMap((each) => each ?? []),
    isWhole: !read.includes(null),
    holder: items.length === 0 ? null : { kind: 'list', list },
  };
}

/** Reads calls that add statements, one document over all of them. */
export function readCalls(calls: readonly MethodCall[], view: FileView): CdkDocument {
  const read = calls.flatMap(({ call }) =>
    argumentsOf(call).map((item) => readItem(item, view, null)),
  );
  const last = calls.findLast(
    ({ call }) => isCertain(call) && call.parent?.type === 'expression_statement',
  );
  const holder: Holder | null = last === undefined ? null : { kind: 'call', call: last.call };
  return {
    kind: 'statements',
    statements: read.flatMap((each) => each ?? []),
    isWhole: !read.includes(null),
    holder,
  };
}

/** Two parts of one policy. */
export function joinDocuments(first: CdkDocument, second: CdkDocument): CdkDocument {
  return {
    kind: 'statements',
    statements: [...first.statements, ...second.statements],
    isWhole: first.isWhole && second.isWhole,
    // What is appended stands at the end of the model too.
    holder: second.statements.length > 0 ? second.holder : first.holder,
  };
}

function readItem(item: Node, view: FileView, keys: StatementKeys | null): CdkStatement | null {
  const node = unwrap(item);
  if (node === null) return null;
  const certain = { isCertain: isCertain(node), isShared: false, mutations: [] };
  if (keys !== null && node.type === 'object') {
    return readStatement(node, { object: node, keys }, view, certain);
  }
  const own = statementObject(node, view);
  if (own !== null) return readStatement(node, own, view, certain);
  const declared = view.lookUp(node.text, node.startIndex);
  const far = declared === null ? null : statementObject(declared.value, view);
  if (declared === null || far === null) return null;
  const mutations = view.calls.filter(
    ({ object }) => view.lookUp(object.text, object.startIndex) === declared,
  );
  const isShared = view.usesOf(declared).length - mutations.length > 1;
  return readStatement(declared.value, far, view, {
    isCertain: isCertain(node) && mutations.every(({ call }) => isCertain(call)),
    isShared,
    mutations,
  });
}

const CONDITIONS: ReadonlySet<string> = new Set([
  'if_statement',
  'for_statement',
  'for_in_statement',
  'while_statement',
  'do_statement',
  'switch_case',
  'ternary_expression',
  'binary_expression',
  'catch_clause',
]);
const CALLBACKS: ReadonlySet<string> = new Set(['arrow_function', 'function_expression']);

// A callback may be called never or many times; functions and methods with a name are taken for part of the stack.
function isCertain(node: Node): boolean {
  for (let up = node.parent; up !== null; up = up.parent) {
    if (CONDITIONS.has(up.type)) return false;
    if (CALLBACKS.has(up.type) && up.parent?.type === 'arguments') return false;
  }
  return true;
}
