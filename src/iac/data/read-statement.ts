import type { StatementModel, TermList } from '../policy-model.ts';
import { type DataNode, memberOf, pairsOf, resolveNode, textOf } from './data-node.ts';
import type { Dialect, ReadStatement } from './site.ts';

/** What a plain statement consists of: with anything else it grants something else than it lists. */
const PLAIN: ReadonlySet<string> = new Set(['Sid', 'Effect', 'Action', 'Resource']);
const MARKS = ['Effect', 'Action', 'NotAction', 'Resource', 'NotResource'];

/** Whether a node is a statement of a policy: a map with one of a statement's own members. */
export function isStatement(node: DataNode): boolean {
  const keys = pairsOf(node).map(({ key }) => key);
  return MARKS.some((mark) => keys.includes(mark));
}

/** Reads one statement. `isCertain` is false for one that stands under a condition of the file. */
export function readStatement(node: DataNode, dialect: Dialect, isCertain: boolean): ReadStatement {
  const member = (key: string): DataNode | undefined => memberOf(node, key);
  const keys = pairsOf(node).map(({ key }) => key);
  const actions = member('Action');
  const model: StatementModel = {
    sid: textOf(member('Sid')) ?? null,
    effect: toEffect(textOf(member('Effect'))),
    actions: toTermList(actions, dialect, actions?.isShared === true),
    resources: toTermList(member('Resource'), dialect, false),
    isPlain:
      keys.every((key) => PLAIN.has(key)) &&
      ['Action', 'Resource'].every((key) => keys.includes(key)),
    isCertain,
  };
  const isOpen = actions !== undefined && model.actions.kind === 'listed';
  return { model, parts: { node, actions: isOpen ? actions : null } };
}

function toEffect(text: string | undefined): StatementModel['effect'] {
  return text === 'Allow' || text === 'Deny' ? text : 'unknown';
}

function toTermList(value: DataNode | undefined, dialect: Dialect, isShared: boolean): TermList {
  const node = value === undefined ? null : resolveNode(value);
  if (node === null) return { kind: 'listed', terms: [] };
  if (node.kind === 'list' && node.tag === null) {
    const terms = node.items.map(dialect.toTerm);
    return { kind: isShared ? 'opaque' : 'listed', terms };
  }
  const term = dialect.toTerm(node);
  const isTold = term.kind === 'literal' || term.arn !== null;
  return { kind: isTold && !isShared ? 'listed' : 'opaque', terms: [term] };
}
