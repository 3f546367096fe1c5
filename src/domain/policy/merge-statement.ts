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
 * Adds what a plain Allow grants to a document, as small as possible: its missing actions join the
 * statement with exactly the same resources that already speaks of the service, else a statement with
 * a new unique Sid is added. A Deny, a Condition and every other member stay as they are, and no
 * resource is widened. The owner's key order and one-or-many forms are kept.
 */
export function mergeStatement(document: PolicyDocument, addition: PolicyStatement): MergeOutcome {
  if (!isPlainAllow(addition)) {
    return { kind: 'unsupported', reason: 'only an unconditional Allow can be added' };
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
  if (missing.length === 0) return { kind: 'already-present' };
  const statements = statementsOf(document);
  const host = statements.findIndex((statement) => canHost(statement, missing, resources));
  if (host >= 0)
    return merged(document, statements.with(host, withActions(statements[host]!, missing)));
  const added = {
    ...addition,
    Sid: uniqueSid(addition.Sid, statements),
    Action: oneOrMany(missing),
  };
  return merged(document, [...statements, inIamOrder(added)]);
}

function usesVariables(statement: PolicyStatement): boolean {
  return toList(statement.Resource).some((resource) => resource.includes('${'));
}

function canHost(
  statement: PolicyStatement,
  actions: readonly string[],
  resources: readonly string[],
): boolean {
  const own = new Set(toList(statement.Resource));
  const wanted = new Set(resources);
  const services = new Set(toList(statement.Action).map(serviceOf));
  return (
    isPlainAllow(statement) &&
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

function inIamOrder({ Sid, Effect, Action, Resource }: PolicyStatement): PolicyStatement {
  return { Sid: Sid!, Effect, Action: Action!, Resource: oneOrMany(toList(Resource)) };
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? values[0]! : values;
}
