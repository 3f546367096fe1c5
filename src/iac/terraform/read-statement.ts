import type { StatementModel } from '../policy-model.ts';
import { toTerm } from './evaluate.ts';
import { type Block, type ObjectExpr, attributeOf } from './hcl.ts';
import type { ReadStatement } from './read-policy.ts';
import { NO_TERMS, type ReadTerms, readTerms } from './read-terms.ts';
import type { Scope } from './scope.ts';
import type { Seen } from './view.ts';

const PLAIN_KEYS: ReadonlySet<string> = new Set(['Sid', 'Effect', 'Action', 'Resource']);
const PLAIN_ATTRIBUTES: ReadonlySet<string> = new Set(['sid', 'effect', 'actions', 'resources']);
const PRINCIPALS: ReadonlySet<string> = new Set([
  'Principal',
  'NotPrincipal',
  'principals',
  'not_principals',
]);

/** A statement of an object or of JSON; one that stands under a condition of the file is not certain. */
export function readObjectStatement(
  { expr, view }: Seen<ObjectExpr>,
  scope: Scope,
  isCertain: boolean,
): ReadStatement {
  const keys = expr.entries.map(({ key }) => key);
  const valueOf = (name: string) => {
    const entry = expr.entries.find(({ key }) => key === name);
    return entry === undefined ? null : { expr: entry.value, view };
  };
  const isPlain =
    keys.every((key) => key !== null && PLAIN_KEYS.has(key)) && new Set(keys).size === keys.length;
  return toStatement({
    scope,
    sid: valueOf('Sid'),
    effect: valueOf('Effect'),
    implied: 'unknown',
    actions: read(valueOf('Action'), scope),
    resources: read(valueOf('Resource'), scope),
    isPlain,
    isCertain,
    at: view.toSource(expr.start),
    hasPrincipal: keys.some((key) => key !== null && PRINCIPALS.has(key)),
  });
}

/** A block `statement` of the data source. */
export function readBlockStatement(block: Block, scope: Scope, isCertain: boolean): ReadStatement {
  const valueOf = (name: string) => {
    const expr = attributeOf(block, name);
    return expr === undefined ? null : { expr, view: scope.file };
  };
  const blocks = block.blocks.map(({ type, labels }) => (type === 'dynamic' ? labels[0] : type));
  return toStatement({
    scope,
    sid: valueOf('sid'),
    effect: valueOf('effect'),
    implied: 'Allow',
    actions: read(valueOf('actions'), scope),
    resources: withVariables(read(valueOf('resources'), scope)),
    isPlain:
      blocks.length === 0 && block.attributes.every(({ name }) => PLAIN_ATTRIBUTES.has(name)),
    isCertain,
    at: block.start,
    hasPrincipal: blocks.some((type) => PRINCIPALS.has(type ?? '')),
  });
}

type Parts = {
  readonly scope: Scope;
  readonly sid: Seen | null;
  readonly effect: Seen | null;
  readonly implied: StatementModel['effect'];
  readonly actions: ReadTerms;
  readonly resources: ReadTerms;
  readonly isPlain: boolean;
  readonly isCertain: boolean;
  readonly at: number;
  readonly hasPrincipal: boolean;
};

function toStatement(parts: Parts): ReadStatement {
  const { scope, sid, effect, implied, actions, resources, isPlain, isCertain } = parts;
  const said = effect === null ? implied : toLiteral(effect, scope);
  const model: StatementModel = {
    sid: sid === null ? null : toLiteral(sid, scope),
    effect: said === 'Allow' || said === 'Deny' ? said : 'unknown',
    // A list that cannot grow here is as one that comes from elsewhere; of a Deny it is only read.
    actions:
      actions.slot === null && said !== 'Deny' ? { ...actions.list, kind: 'opaque' } : actions.list,
    resources: resources.list,
    isPlain,
    isCertain,
  };
  const { at, hasPrincipal } = parts;
  return {
    model,
    at,
    hasPrincipal,
    actions: isCertain ? actions.slot : null,
    resources: resources.written,
  };
}

function read(seen: Seen | null, scope: Scope): ReadTerms {
  return seen === null ? NO_TERMS : readTerms(seen, scope);
}

function toLiteral(seen: Seen, scope: Scope): string | null {
  const term = toTerm(seen, scope);
  return term.kind === 'literal' ? term.value : null;
}

// The data source writes IAM's variables as `&{…}`, since `${…}` is Terraform's own.
function withVariables(read: ReadTerms): ReadTerms {
  const terms = read.list.terms.map((term) =>
    term.kind === 'literal' ? { ...term, value: term.value.replaceAll('&{', '${') } : term,
  );
  return { ...read, list: { ...read.list, terms } };
}
