import { type DataNode, toComparable } from '../data/data-node.ts';
import type { PolicyChange } from '../editor.ts';
import { type PlannedEdit, planEdit } from '../plan-edit.ts';
import { proveEdit } from '../prove-edit.ts';
import type { PolicyAt } from './read-data.ts';

/** A file as read, with the policy that is edited. */
export type ReadFile = {
  readonly roots: readonly DataNode[];
  readonly found: Extract<PolicyAt, { kind: 'policy' }>;
};

/**
 * Whether a file as read after an edit differs by the planned edits alone: in the policy by its model, in everything
 * else (other members of its statements, other policies, the rest of the file) by its data. And nothing is left to do.
 */
export function isProven(
  before: ReadFile,
  after: ReadFile,
  edits: readonly PlannedEdit[],
  change: PolicyChange,
): boolean {
  const old = before.found.policy;
  const now = after.found.policy;
  const count = old.statements.kind === 'list' ? old.statements.items.length : 1;
  return (
    proveEdit(old.model, now.model, edits) &&
    restOf(before, edits, count) === restOf(after, edits, count) &&
    planEdit(now.model, change.statements).kind === 'already-present'
  );
}

/** The file's data without what the edits may change: the grown lists, and statements behind the first ones. */
function restOf({ roots, found }: ReadFile, edits: readonly PlannedEdit[], count: number): string {
  const { parts, statements } = found.policy;
  const grown = new Map<DataNode, unknown>();
  for (const edit of edits) {
    const actions = edit.kind === 'add-actions' ? parts[edit.statement]?.actions : null;
    if (actions) grown.set(actions, ['actions', actions.anchor]);
  }
  const items = statements.kind === 'list' ? statements.items : [statements];
  const first = items.slice(0, count).map((item) => toComparable(item, grown));
  const head = statements.kind === 'list' ? [statements.tag, statements.anchor] : [null, null];
  const replaced = new Map<DataNode, unknown>([[statements, [...head, first]]]);
  return JSON.stringify(roots.map((root) => toComparable(root, replaced)));
}
