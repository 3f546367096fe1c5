import { coversAction, isCovered } from '../domain/policy/coverage.ts';
import { matchesAction } from '../domain/policy/match/action.ts';
import { type PolicyStatement, toList } from '../domain/policy/policy-document.ts';
import type { UnsupportedReason } from './editor.ts';
import { isSameResource, toLiteralDocument } from './model-terms.ts';
import type { PolicyModel, StatementModel } from './policy-model.ts';

/** One thing to write. `add-actions` names a statement by its place in the model. */
export type PlannedEdit =
  | {
      readonly kind: 'add-actions';
      readonly statement: number;
      readonly actions: readonly string[];
    }
  | { readonly kind: 'append'; readonly statement: NewStatement };

export type NewStatement = {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
};

export type EditPlan =
  | { readonly kind: 'planned'; readonly edits: readonly PlannedEdit[] }
  | { readonly kind: 'already-present' }
  | { readonly kind: 'unsupported'; readonly reason: UnsupportedReason };

/**
 * Decides on the meaning before any text is touched, by the rules of a live policy: missing actions join
 * the plain, certain Allow of exactly the same resources that already speaks of the service; else a statement
 * is appended. What a Deny covers is refused, since an Allow would not help.
 */
export function planEdit(model: PolicyModel, statements: readonly PolicyStatement[]): EditPlan {
  const edits: PlannedEdit[] = [];
  const sids = new Set(model.statements.flatMap(({ sid }) => (sid === null ? [] : [sid])));
  for (const wanted of statements) {
    const resources = toList(wanted.Resource);
    const missing = missingActions(model, wanted);
    if (missing.length === 0) continue;
    if (model.statements.some((each) => isDenied(each, missing))) {
      return { kind: 'unsupported', reason: 'deny-covers' };
    }
    const host = model.statements.findIndex((each) => canHost(each, missing, resources));
    if (host >= 0) edits.push({ kind: 'add-actions', statement: host, actions: missing });
    else edits.push({ kind: 'append', statement: appended(wanted.Sid, missing, resources, sids) });
  }
  return edits.length === 0 ? { kind: 'already-present' } : { kind: 'planned', edits };
}

function missingActions(model: PolicyModel, wanted: PolicyStatement): readonly string[] {
  const resources = toList(wanted.Resource);
  const present = toLiteralDocument(model, resources);
  const seen = new Set<string>();
  return toList(wanted.Action).filter((action) => {
    const name = action.toLowerCase();
    if (seen.has(name)) return false;
    seen.add(name);
    return !resources.every((resource) => isCovered(present, action, resource));
  });
}

// A Deny with expressions may cover anything: its actions decide, and it is refused rather than guessed.
function isDenied(statement: StatementModel, actions: readonly string[]): boolean {
  if (statement.effect !== 'Deny' || !statement.isPlain) return false;
  return statement.actions.terms.some(
    (term) =>
      term.kind === 'literal' && actions.some((action) => matchesAction([term.value], action)),
  );
}

function canHost(
  statement: StatementModel,
  actions: readonly string[],
  resources: readonly string[],
): boolean {
  const { effect, isPlain, isCertain } = statement;
  if (effect !== 'Allow' || !isPlain || !isCertain) return false;
  if (statement.actions.kind === 'opaque' || statement.resources.kind === 'opaque') return false;
  const own = statement.resources.terms;
  const isSameSet =
    resources.every((resource) => own.some((term) => isSameResource(term, resource))) &&
    own.every((term) => resources.some((resource) => isSameResource(term, resource)));
  const literals = statement.actions.terms.flatMap((t) => (t.kind === 'literal' ? [t.value] : []));
  return (
    isSameSet &&
    actions.every((action) => literals.some((other) => serviceOf(other) === serviceOf(action))) &&
    // A statement of Version 2008 may hold `*`: growing it would say nothing new.
    !actions.some((action) => literals.some((other) => coversAction(other, action)))
  );
}

function serviceOf(action: string): string {
  return action.split(':', 1)[0]!.toLowerCase();
}

function appended(
  wanted: string | undefined,
  actions: readonly string[],
  resources: readonly string[],
  taken: Set<string>,
): NewStatement {
  const base = wanted ?? 'Rolemender';
  let sid = base;
  for (let n = 2; taken.has(sid); n++) sid = `${base}${n}`;
  taken.add(sid);
  return { sid, actions, resources };
}
