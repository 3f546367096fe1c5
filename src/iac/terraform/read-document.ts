import type { UnsupportedReason } from '../editor.ts';
import { toTerm } from './evaluate.ts';
import {
  type Block,
  type Expr,
  type ListExpr,
  type ObjectExpr,
  attributeOf,
  unwrapText,
} from './hcl.ts';
import type { AppendPlace, ReadPolicy, ReadStatement } from './read-policy.ts';
import { readBlockStatement, readObjectStatement } from './read-statement.ts';
import type { Scope } from './scope.ts';
import { isSharedBy, usersOf } from './uses.ts';
import type { Seen } from './view.ts';

/** What stands in a list of statements, and where it can grow; `isWhole` is false where some come from elsewhere. */
type ReadStatements = {
  readonly statements: readonly ReadStatement[];
  readonly append: AppendPlace;
  readonly isWhole: boolean;
};

const MAX_STEPS = 20;

/** Reads a document of an object or of JSON; null for an expression that is no document. */
export function readObjectDocument({ expr, view }: Seen, scope: Scope): ReadPolicy | null {
  if (expr.kind !== 'object') return null;
  const keys = expr.entries.map(({ key }) => key);
  const statement = expr.entries.find(({ key }) => key === 'Statement');
  if (statement === undefined || new Set(keys).size !== keys.length) return null;
  const version = expr.entries.find(({ key }) => key === 'Version');
  const term = version === undefined ? null : toTerm({ expr: version.value, view }, scope);
  const read = readStatements({ expr: statement.value, view }, scope, 0);
  return {
    model: {
      version: term?.kind === 'literal' ? term.value : null,
      statements: read.statements.map(({ model }) => model),
      isWhole: read.isWhole,
    },
    statements: read.statements,
    append: read.append,
  };
}

/** Reads a block `data "aws_iam_policy_document"`. */
export function readBlockDocument(block: Block, scope: Scope): ReadPolicy {
  const statements = block.blocks.flatMap((each) => {
    if (each.type === 'statement') return [readBlockStatement(each, scope, true)];
    const content = each.blocks.find(({ type }) => type === 'content');
    return each.type === 'dynamic' && each.labels[0] === 'statement' && content !== undefined
      ? [readBlockStatement(content, scope, false)]
      : [];
  });
  const isMerged = MERGED.some((name) => attributeOf(block, name) !== undefined);
  const isDynamic = block.blocks.some(({ type }) => type === 'dynamic');
  const hasOwn = block.blocks.some(({ type }) => type === 'statement');
  const version = attributeOf(block, 'version');
  const term = version === undefined ? null : toTerm({ expr: version, view: scope.file }, scope);
  return {
    model: {
      version: term === null ? '2012-10-17' : term.kind === 'literal' ? term.value : null,
      statements: statements.map(({ model }) => model),
      isWhole: !isMerged && !isDynamic,
    },
    statements,
    append:
      hasOwn || !(isMerged || isDynamic)
        ? { kind: 'block', block }
        : refused(isDynamic ? 'dynamic-block' : 'computed-list'),
  };
}

const MERGED = [
  'source_policy_documents',
  'override_policy_documents',
  'source_json',
  'override_json',
];

function readStatements(seen: Seen, scope: Scope, steps: number): ReadStatements {
  const { view } = seen;
  const expr = view.language === 'json' ? seen.expr : unwrapText(seen.expr);
  switch (expr.kind) {
    case 'object':
      return readOne({ expr, view }, scope);
    case 'list':
      return readList({ expr, view }, scope);
    case 'reference':
      return readReference(expr.steps, scope, steps);
    case 'call':
      return CONCATENATIONS.has(expr.name)
        ? readParts(expr.args, scope, steps)
        : from('computed-list');
    case 'conditional':
      return uncertain(readParts(expr.branches, scope, steps));
    case 'loop':
      return from('dynamic-block');
    case 'text':
    case 'other':
      return from('computed-list');
  }
}

const CONCATENATIONS: ReadonlySet<string> = new Set(['concat', 'flatten', 'compact']);

function readOne(statement: Seen<ObjectExpr>, scope: Scope): ReadStatements {
  const statements = [readObjectStatement(statement, scope, true)];
  return { statements, append: { kind: 'one', statement }, isWhole: true };
}

function readList(list: Seen<ListExpr>, scope: Scope): ReadStatements {
  const { view } = list;
  const items = list.expr.items.map((expr) => readItem({ expr, view }, scope));
  // What an interpolation puts into a list of JSON may end it, or be nothing at all.
  const isOpen = view.language === 'json' && items.some(({ isWhole }) => !isWhole);
  return {
    statements: items.flatMap(({ statements }) => statements),
    append: isOpen ? refused('computed-list') : { kind: 'list', list },
    isWhole: items.every(({ isWhole }) => isWhole),
  };
}

function readItem({ expr, view }: Seen, scope: Scope): ReadStatements {
  if (expr.kind === 'object') return readOne({ expr, view }, scope);
  if (expr.kind === 'list') return readList({ expr, view }, scope);
  if (expr.kind === 'conditional') return uncertain(readParts(expr.branches, scope, 0));
  return expr.kind === 'reference' ? readReference(expr.steps, scope, 0) : from('computed-list');
}

function readReference(names: readonly string[], scope: Scope, steps: number): ReadStatements {
  const [kind, name] = names;
  if (kind === 'var' || kind === 'module') return from('input-variable');
  const value = kind === 'local' && names.length === 2 ? scope.local(name!) : null;
  if (value === null || steps >= MAX_STEPS) return from('computed-list');
  const read = readStatements({ expr: value, view: scope.file }, scope, steps + 1);
  return isSharedBy(usersOf(`local.${name}`, scope.uses)) ? shared(read) : read;
}

// Statements that another policy has too can be read, but not grown.
function shared({ statements, isWhole }: ReadStatements): ReadStatements {
  return {
    statements: statements.map(({ model, ...each }) => {
      const kind = model.effect === 'Deny' ? model.actions.kind : 'opaque';
      return { ...each, actions: null, model: { ...model, actions: { ...model.actions, kind } } };
    }),
    append: refused('shared-policy'),
    isWhole,
  };
}

function readParts(parts: readonly Expr[], scope: Scope, steps: number): ReadStatements {
  const read = parts.map((expr) =>
    steps >= MAX_STEPS
      ? from('computed-list')
      : readStatements({ expr, view: scope.file }, scope, steps + 1),
  );
  return {
    statements: read.flatMap(({ statements }) => statements),
    append: refused('computed-list'),
    isWhole: read.every(({ isWhole }) => isWhole),
  };
}

function uncertain({ statements, append }: ReadStatements): ReadStatements {
  return {
    statements: statements.map((each) => ({
      ...each,
      actions: null,
      model: { ...each.model, isCertain: false },
    })),
    append,
    isWhole: false,
  };
}

function from(reason: UnsupportedReason): ReadStatements {
  return { statements: [], append: refused(reason), isWhole: false };
}

function refused(reason: UnsupportedReason): AppendPlace {
  return { kind: 'refused', reason };
}
