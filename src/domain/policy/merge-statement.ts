import { digestOf } from '../../kernel/digest.ts';
import { isCovered, isPlainAllow } from './coverage.ts';
import {
  type PolicyDocument,
  type PolicyStatement,
  statementsOf,
  toList,
} from './policy-document.ts';

export type MergeOutcome =
  | { readonly kind: 'merged'; readonly document: PolicyDocument }
  | { readonly kind: 'already-present' }
  | { readonly kind: 'unsupported'; readonly reason: string };

/**
 * Adds what an Allow grants to a document, as small as possible: the missing actions of a plain one join the
 * statement with exactly the same resources that already speaks of the service, else a statement with
 * a new unique Sid is added. A Deny, a Condition and every other member stay as they are, and no
 * resource is widened. The owner's key order and one-or-many forms are kept.
 */
export function mergeStatement(document: PolicyDocument, addition: PolicyStatement): MergeOutcome {
  if (!isAddable(addition)) {
    return { kind: 'unsupported', reason: 'only an Allow of actions on resources can be added' };
  }
  const actions = withoutRepeats(toList(addition.Action));
  const resources = toList(addition.Resource);
  if (actions.length === 0 || resources.length === 0) {
    return { kind: 'unsupported', reason: 'what is added must name actions and resources' };
  }
  // Under Version 2008-10-17 `${*}` is four literal characters, not an asterisk.
  if (usesVariables(addition) && document.Version !== '2012-10-17') {
    return { kind: 'unsupported', reason: 'the document is not of Version 2012-10-17' };
  }
  const missing = actions.filter(
    (action) => !resources.every((resource) => isCovered(document, action, resource)),
  );
  const statements = statementsOf(document);
  const isThere = statements.some((statement) => isSameGrant(statement, addition));
  if (missing.length === 0 || isThere) return { kind: 'already-present' };
  const host = statements.findIndex((statement) =>
    canHost(statement, missing, resources, addition.Condition !== undefined),
  );
  if (host >= 0)
    return merged(document, statements.with(host, withActions(statements[host]!, missing)));
  const added = {
    ...addition,
    Sid: uniqueSid(addition.Sid, statements),
    Action: oneOrMany(missing),
  };
  return merged(document, [...statements, inIamOrder(added)]);
}

/** A plain Allow, or one whose only condition is that one key has one literal value. */
function isAddable({ Condition, ...statement }: PolicyStatement): boolean {
  if (!isPlainAllow(statement)) return false;
  if (Condition === undefined) return true;
  const { StringEquals, ...others } = Condition;
  const values = Object.values(StringEquals ?? {});
  return (
    Object.keys(others).length === 0 &&
    values.length === 1 &&
    typeof values[0] === 'string' &&
    !values[0].includes('$')
  );
}

/** True where a conditional grant stands in the document word by word. */
function isSameGrant(statement: PolicyStatement, addition: PolicyStatement): boolean {
  if (addition.Condition === undefined || statement.Condition === undefined) return false;
  const content = ({ Sid: _sid, Action, Resource, ...rest }: PolicyStatement) =>
    digestOf({ ...rest, Action: toList(Action), Resource: toList(Resource) });
  return content(statement) === content(addition);
}

function usesVariables(statement: PolicyStatement): boolean {
  return toList(statement.Resource).some((resource) => resource.includes('${'));
}

function canHost(
  statement: PolicyStatement,
  actions: readonly string[],
  resources: readonly string[],
  isConditional: boolean,
): boolean {
  const own = new Set(toList(statement.Resource));
  const wanted = new Set(resources);
  const services = new Set(toList(statement.Action).map(serviceOf));
  return (
    isPlainAllow(statement) &&
    !isConditional &&
    own.size === wanted.size &&
    [...wanted].every((resource) => own.has(resource)) &&
    actions.every((action) => services.has(serviceOf(action)))
  );
}

function serviceOf(action: string): string {
  return action.split(':', 1)[0]!.toLowerCase();
}

function withActions(statement: PolicyStatement, actions: readonly string[]): PolicyStatement {
  return { ...statement, Action: [...toList(statement.Action), ...actions] };
}

// IAM ignores the case of actions.
function withoutRepeats(actions: readonly string[]): readonly string[] {
  const first = new Map<string, string>();
  for (const action of actions) {
    const name = action.toLowerCase();
    if (!first.has(name)) first.set(name, action);
  }
  return [...first.values()];
}

function merged(document: PolicyDocument, statements: readonly PolicyStatement[]): MergeOutcome {
  const single = !Array.isArray(document.Statement) && statements.length === 1;
  return {
    kind: 'merged',
    document: { ...document, Statement: single ? statements[0]! : statements },
  };
}

// A Sid is unique within its document and has letters and digits only (IAM JSON policy elements: Sid).
function uniqueSid(wanted: string | undefined, statements: readonly PolicyStatement[]): string {
  const taken = new Set(statements.map((statement) => statement.Sid));
  const base = wanted ?? 'Rolemender';
  let sid = base;
  for (let n = 2; taken.has(sid); n++) sid = `${base}${n}`;
  return sid;
}

function inIamOrder({ Sid, Effect, Action, Resource, Condition }: PolicyStatement) {
  return {
    Sid: Sid!,
    Effect,
    Action: Action!,
    Resource: oneOrMany(toList(Resource)),
    ...(Condition && { Condition }),
  };
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? values[0]! : values;
}
