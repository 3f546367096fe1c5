import type { PolicyModel, StatementModel, Term } from '../../src/iac/policy-model.ts';

/** A term: a literal, or `{source, arn}` for an expression. */
export type TermInput = string | { readonly source: string; readonly arn: string | null };

type StatementInput = Partial<Omit<StatementModel, 'actions' | 'resources'>> & {
  readonly actions?: readonly TermInput[];
  readonly resources?: readonly TermInput[];
  readonly opaque?: 'actions' | 'resources';
};

/** A plain, certain Allow of `s3:GetObject` on one bucket, but for what is given. */
export function aStatementModel(given: StatementInput = {}): StatementModel {
  const { actions, resources, opaque, ...rest } = given;
  return {
    sid: null,
    effect: 'Allow',
    actions: {
      kind: opaque === 'actions' ? 'opaque' : 'listed',
      terms: (actions ?? ['s3:GetObject']).map(aTerm),
    },
    resources: {
      kind: opaque === 'resources' ? 'opaque' : 'listed',
      terms: (resources ?? ['arn:aws:s3:::orders/*']).map(aTerm),
    },
    isPlain: true,
    isCertain: true,
    ...rest,
  };
}

/** A policy of Version 2012-10-17 with these statements. */
export function aPolicyModel(
  statements: readonly StatementInput[],
  rest: Partial<PolicyModel> = {},
): PolicyModel {
  return {
    version: '2012-10-17',
    statements: statements.map(aStatementModel),
    isWhole: true,
    ...rest,
  };
}

function aTerm(input: TermInput): Term {
  return typeof input === 'string'
    ? { kind: 'literal', value: input }
    : { kind: 'expression', ...input };
}
