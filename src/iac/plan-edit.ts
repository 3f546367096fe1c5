import { coversAction, isCovered, isPlainAllow } from '../domain/policy/coverage.ts';
import { type PolicyStatement, toList } from '../domain/policy/policy-document.ts';
import type { UnsupportedReason } from './editor.ts';
import { isDenied } from './is-denied.ts';
import { isSameResource, literalsOf, toLiteralDocument } from './model-terms.ts';
import type { PolicyModel, StatementModel, Term } from './policy-model.ts';

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
  | {
      readonly kind: 'unsupported';
      readonly reason: UnsupportedReason;
      /** The statement of the model that is in the way, for the place; absent where it is the change itself. */
      readonly statement?: number;
    };

/**
 * Decides on the meaning before any text is touched, by the rules of a live policy: missing actions join
 * the plain, certain Allow of exactly the same resources that already speaks of the service; else a statement
 * is appended. What a Deny covers is refused, since an Allow would not help. There is one edit a statement
 * at most: first those that grow, in their order, then those that are appended.
 */
export function planEdit(model: PolicyModel, statements: readonly PolicyStatement[]): EditPlan {
  // By the place of the statement, so that what was just planned can take the next actions too.
  const edits = new Map<number, PlannedEdit>();
  let grown = model;
  for (const wanted of statements) {
    const refusal = refusalOf(grown, wanted);
    if (refusal !== null) return refusal;
    const resources = [...new Set(toList(wanted.Resource))];
    const missing = missingActions(grown, wanted, resources);
    if (missing.length === 0) continue;
    const host = grown.statements.findIndex((each) => canHost(each, missing, resources));
    const place = host >= 0 ? host : grown.statements.length;
    const planned = edits.get(place);
    const edit =
      planned === undefined && host < 0
        ? append(grown, wanted, missing, resources)
        : grow(planned, host, missing);
    edits.set(place, edit);
    grown = withEdit(grown, place, edit, missing);
  }
  if (edits.size === 0) return { kind: 'already-present' };
  const inOrder = [...edits].toSorted(([a], [b]) => a - b).map(([, edit]) => edit);
  return { kind: 'planned', edits: inOrder };
}

function refusalOf(model: PolicyModel, wanted: PolicyStatement): EditPlan | null {
  const actions = toList(wanted.Action);
  const resources = toList(wanted.Resource);
  // Under Version 2008-10-17 `${*}` is four literal characters, not an asterisk.
  const isOld = model.version !== '2012-10-17' && resources.some((each) => each.includes('${'));
  if (isOld || !isPlainAllow(wanted) || actions.length === 0 || resources.length === 0) {
    return { kind: 'unsupported', reason: 'not-expressible' };
  }
  const statement = model.statements.findIndex((each) => isDenied(each, actions, resources));
  return statement < 0 ? null : { kind: 'unsupported', reason: 'deny-covers', statement };
}

// IAM ignores the case of actions.
function missingActions(
  model: PolicyModel,
  wanted: PolicyStatement,
  resources: readonly string[],
): readonly string[] {
  const present = toLiteralDocument(model, resources);
  const seen = new Set<string>();
  return toList(wanted.Action).filter((action) => {
    const name = action.toLowerCase();
    if (seen.has(name)) return false;
    seen.add(name);
    return !resources.every((resource) => isCovered(present, action, resource));
  });
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
  const literals = literalsOf(statement);
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

function append(
  { statements }: PolicyModel,
  wanted: PolicyStatement,
  actions: readonly string[],
  resources: readonly string[],
): PlannedEdit {
  const taken = new Set(statements.map(({ sid }) => sid));
  const base = wanted.Sid ?? 'Rolemender';
  let sid = base;
  for (let n = 2; taken.has(sid); n++) sid = `${base}${n}`;
  return { kind: 'append', statement: { sid, actions, resources } };
}

function grow(
  planned: PlannedEdit | undefined,
  statement: number,
  actions: readonly string[],
): PlannedEdit {
  if (planned?.kind === 'append') {
    const grown = [...planned.statement.actions, ...actions];
    return { kind: 'append', statement: { ...planned.statement, actions: grown } };
  }
  return { kind: 'add-actions', statement, actions: [...(planned?.actions ?? []), ...actions] };
}

function withEdit(
  model: PolicyModel,
  place: number,
  edit: PlannedEdit,
  actions: readonly string[],
): PolicyModel {
  const old = model.statements[place];
  if (old !== undefined) {
    const terms = [...old.actions.terms, ...actions.map(toLiteral)];
    const next = { ...old, actions: { ...old.actions, terms } };
    return { ...model, statements: model.statements.with(place, next) };
  }
  if (edit.kind !== 'append') throw new Error('only an appended statement is new');
  return { ...model, statements: [...model.statements, toModel(edit.statement)] };
}

function toModel({ sid, actions, resources }: NewStatement): StatementModel {
  return {
    sid,
    effect: 'Allow',
    actions: { kind: 'listed', terms: actions.map(toLiteral) },
    resources: { kind: 'listed', terms: resources.map(toLiteral) },
    isPlain: true,
    isCertain: true,
  };
}

function toLiteral(value: string): Term {
  return { kind: 'literal', value };
}
