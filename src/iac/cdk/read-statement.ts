import type { Node } from 'web-tree-sitter';
import type { StatementModel, TermList } from '../policy-model.ts';
import { type Scope, toTerm } from './evaluate.ts';
import { argumentsOf, childrenOf, pairsOf, stringOf, unwrap, valueOf } from './syntax.ts';

/** A statement with its nodes: `node` is what a sibling is written like, `lists` what actions can be added to. */
export type CdkStatement = {
  readonly model: StatementModel;
  readonly node: Node;
  /** The list of actions, or the one action that stands for it; null where nothing can be added. */
  readonly actions: Node | null;
};

/** The keys of a statement: those of the construct's properties, or of IAM's JSON. */
export type StatementKeys = {
  readonly sid: string;
  readonly effect: string;
  readonly actions: string;
  readonly resources: string;
};
export const PROPERTY_KEYS: StatementKeys = {
  sid: 'sid',
  effect: 'effect',
  actions: 'actions',
  resources: 'resources',
};
export const JSON_KEYS: StatementKeys = {
  sid: 'Sid',
  effect: 'Effect',
  actions: 'Action',
  resources: 'Resource',
};

/** The object literal of `new PolicyStatement({…})` or `PolicyStatement.fromJson({…})`, with its keys. */
export function statementObject(
  node: Node | null,
  { nameClass }: Scope,
): { readonly object: Node; readonly keys: StatementKeys } | null {
  const call = unwrap(node);
  if (call === null) return null;
  const object = unwrap(argumentsOf(call)[0] ?? null);
  if (object?.type !== 'object') return null;
  if (call.type === 'new_expression') {
    const isOne = nameClass(call.childForFieldName('constructor')) === 'aws-iam.PolicyStatement';
    return isOne ? { object, keys: PROPERTY_KEYS } : null;
  }
  const isJson =
    nameClass(call.childForFieldName('function')) === 'aws-iam.PolicyStatement.fromJson';
  return call.type === 'call_expression' && isJson ? { object, keys: JSON_KEYS } : null;
}

/** Calls on a statement's variable, after it was made: `addActions` and others. */
export type Mutation = { readonly method: string; readonly call: Node };

/** Reads a statement. `isShared`: others use it too, so nothing may be added to it. */
export function readStatement(
  node: Node,
  { object, keys }: { readonly object: Node; readonly keys: StatementKeys },
  scope: Scope,
  state: {
    readonly isCertain: boolean;
    readonly isShared: boolean;
    readonly mutations: readonly Mutation[];
  },
): CdkStatement {
  const { isCertain, isShared, mutations } = state;
  const own = valueOf(object, keys.actions);
  const adders = mutations.filter(({ method }) => method === 'addActions');
  const actions = listOf(own, adders, scope);
  const resources = listOf(
    valueOf(object, keys.resources),
    mutations.filter(({ method }) => method === 'addResources'),
    scope,
  );
  const known: ReadonlySet<string> = new Set(Object.values(keys));
  const isPlain =
    pairsOf(object).every(({ key }) => known.has(key)) &&
    mutations.every(({ method }) => method === 'addActions' || method === 'addResources');
  const host = isShared ? null : (hostOf(own) ?? adders.at(-1)?.call ?? null);
  return {
    model: {
      sid: stringOf(valueOf(object, keys.sid)),
      effect: effectOf(valueOf(object, keys.effect), scope),
      actions: host === null ? { ...actions, kind: 'opaque' } : actions,
      resources,
      isPlain,
      isCertain,
    },
    node,
    actions: host,
  };
}

/** What new actions are written into: a list with at least one, or the only one of them. */
function hostOf(node: Node | null): Node | null {
  if (node === null) return null;
  if (node.type === 'array') return childrenOf(node).length > 0 ? node : null;
  return stringOf(node) === null ? null : node;
}

function listOf(node: Node | null, adders: readonly Mutation[], scope: Scope): TermList {
  const own = node === null ? [] : node.type === 'array' ? childrenOf(node) : [node];
  const items = [...own, ...adders.flatMap(({ call }) => argumentsOf(call))];
  const terms = items
    .filter(({ type }) => type !== 'spread_element')
    .map((item) => toTerm(item, scope));
  // A name in the place of a list may be a list, unless it is known to be one ARN.
  const isName = node !== null && node.type !== 'array';
  const isOpaque = isName && terms[0]?.kind === 'expression' && terms[0].arn === null;
  return { kind: isOpaque || terms.length < items.length ? 'opaque' : 'listed', terms };
}

function effectOf(node: Node | null, { nameClass }: Scope): StatementModel['effect'] {
  if (node === null) return 'Allow';
  const text = stringOf(node);
  if (text !== null) return text === 'Allow' || text === 'Deny' ? text : 'unknown';
  const name = nameClass(node);
  if (name === 'aws-iam.Effect.ALLOW') return 'Allow';
  return name === 'aws-iam.Effect.DENY' ? 'Deny' : 'unknown';
}
