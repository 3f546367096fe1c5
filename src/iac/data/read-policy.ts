import type { UnsupportedReason } from '../editor.ts';
import { literalsOf } from '../model-terms.ts';
import type { PolicyModel } from '../policy-model.ts';
import { type DataNode, memberOf, pairsOf, resolveNode, textOf } from './data-node.ts';
import { isStatement, readStatement } from './read-statement.ts';
import type { Dialect, PolicyReading, ReadStatement } from './site.ts';

export type PolicyRead =
  | { readonly kind: 'policy'; readonly policy: PolicyReading }
  | { readonly kind: 'unsupported'; readonly reason: UnsupportedReason; readonly at: number };

/** Reads a policy document, or a list of statements that stands for one. */
export function readPolicy(node: DataNode, dialect: Dialect): PolicyRead {
  const document = resolveNode(node) ?? node;
  const member = memberOf(document, 'Statement');
  const statements = document.kind === 'list' && document.tag === null ? document : member;
  const reason = refusalOf(document, statements, dialect);
  if (reason !== null || statements === undefined) {
    return { kind: 'unsupported', reason: reason ?? 'not-expressible', at: document.start };
  }
  const items = statements.kind === 'list' ? statements.items : [statements];
  const read = items.map((item) => readItem(item, dialect));
  const all = read.flatMap((each) => each ?? []);
  const version = memberOf(document, 'Version');
  const model = {
    version: version === undefined ? dialect.version : (textOf(version) ?? null),
    statements: all.map((each) => each.model),
    isWhole: !read.includes(null),
  };
  const parts = all.map((each) => each.parts);
  const named = parts.find(({ node: each }) => hasPrincipal(each));
  if (named !== undefined) {
    return { kind: 'unsupported', reason: toPolicyKind(model), at: named.node.start };
  }
  return { kind: 'policy', policy: { model, document, statements, parts } };
}

/** Why an unusual value cannot be edited: a function, a variable, a text. */
export function refusalOfValue(node: DataNode, dialect: Dialect): UnsupportedReason | null {
  const call = dialect.callOf(node);
  if (call !== null) {
    if (call.name === 'Fn::If') return 'template-directive';
    return call.name === 'Ref' ? 'input-variable' : 'computed-list';
  }
  if (node.kind !== 'scalar') return null;
  return dialect.toTerm(node).kind === 'expression' ? 'input-variable' : 'not-expressible';
}

function refusalOf(
  document: DataNode,
  statements: DataNode | undefined,
  dialect: Dialect,
): UnsupportedReason | null {
  const reason = refusalOfValue(document, dialect);
  if (reason !== null || statements === undefined) return reason;
  if (statements.isShared) return 'shared-policy';
  if (statements.kind === 'map' && isStatement(statements)) return null;
  return (
    refusalOfValue(statements, dialect) ?? (statements.kind === 'list' ? null : 'not-expressible')
  );
}

function hasPrincipal(statement: DataNode): boolean {
  return pairsOf(statement).some(({ key }) => key === 'Principal' || key === 'NotPrincipal');
}

function toPolicyKind({ statements }: PolicyModel): UnsupportedReason {
  const isTrust = statements.every((statement) =>
    literalsOf(statement).every((action) => action.toLowerCase().startsWith('sts:')),
  );
  return isTrust ? 'trust-policy' : 'resource-policy';
}

/** The statements of an item: both branches of a condition; null for what comes from elsewhere. */
function readItem(item: DataNode, dialect: Dialect): readonly ReadStatement[] | null {
  const call = dialect.callOf(item);
  if (call === null) return isStatement(item) ? [readStatement(item, dialect, true)] : null;
  const branches = call.name === 'Fn::If' ? resolveNode(call.argument) : null;
  if (branches?.kind !== 'list') return null;
  const read = branches.items.slice(1).map((branch) => {
    if (isNoValue(branch, dialect)) return [];
    return isStatement(branch) ? [readStatement(branch, dialect, false)] : null;
  });
  return read.includes(null) ? null : read.flatMap((each) => each ?? []);
}

function isNoValue(node: DataNode, dialect: Dialect): boolean {
  const call = dialect.callOf(node);
  return call?.name === 'Ref' && textOf(call.argument) === 'AWS::NoValue';
}
