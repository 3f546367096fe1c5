import type { PlannedEdit } from './plan-edit.ts';
import type { PolicyModel, StatementModel, Term } from './policy-model.ts';
import { isSameResource } from './model-terms.ts';

/**
 * Whether a policy as read after an edit differs from the one before by exactly the planned edits: every other
 * statement is the same in all its terms and in its place, and what was appended stands at the end.
 */
export function proveEdit(
  before: PolicyModel,
  after: PolicyModel,
  edits: readonly PlannedEdit[],
): boolean {
  const added = edits.flatMap((edit) => (edit.kind === 'append' ? [edit.statement] : []));
  if (after.statements.length !== before.statements.length + added.length) return false;
  if (after.version !== before.version || after.isWhole !== before.isWhole) return false;
  const isKept = before.statements.every((statement, index) =>
    isGrown(statement, after.statements[index]!, actionsAddedTo(index, edits)),
  );
  return (
    isKept &&
    added.every(({ sid, actions, resources }, n) => {
      const written = after.statements[before.statements.length + n]!;
      return (
        written.effect === 'Allow' &&
        written.isPlain &&
        written.isCertain &&
        (written.sid === null || written.sid === sid) &&
        isSameList(written.actions.terms, actions) &&
        isSameList(written.resources.terms, resources)
      );
    })
  );
}

function actionsAddedTo(index: number, edits: readonly PlannedEdit[]): readonly string[] {
  return edits.flatMap((edit) =>
    edit.kind === 'add-actions' && edit.statement === index ? edit.actions : [],
  );
}

function isGrown(before: StatementModel, after: StatementModel, added: readonly string[]): boolean {
  const terms: readonly Term[] = [
    ...before.actions.terms,
    ...added.map((value) => ({ kind: 'literal', value }) as const),
  ];
  const expected: StatementModel = { ...before, actions: { ...before.actions, terms } };
  return JSON.stringify(ordered(expected)) === JSON.stringify(ordered(after));
}

// Where in the list an action stands says nothing; everything else must be the same.
function ordered(statement: StatementModel): unknown {
  const terms = statement.actions.terms.map((term) => JSON.stringify(term)).toSorted();
  const { sid, effect, isPlain, isCertain, resources, actions } = statement;
  return [sid, effect, isPlain, isCertain, actions.kind, terms, resources.kind, resources.terms];
}

function isSameList(terms: readonly Term[], wanted: readonly string[]): boolean {
  return (
    terms.length === wanted.length &&
    wanted.every((value) => terms.some((term) => isSameResource(term, value)))
  );
}
