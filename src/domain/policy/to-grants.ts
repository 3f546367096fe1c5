import type { Diagnosis } from '../denial/diagnosis.ts';
import { mergeStatement } from './merge-statement.ts';
import type { PolicyDocument, PolicyStatement } from './policy-document.ts';

/** What one role or user lacks over all its findings: the statements, and one document that holds them without repeats. */
export type Grant = {
  readonly principalArn: string;
  readonly needs: readonly { readonly findingId: string; readonly statement: PolicyStatement }[];
  readonly document: PolicyDocument;
};

const EMPTY: PolicyDocument = { Version: '2012-10-17', Statement: [] };

/** The fixable ones of some findings, gathered by principal in the order of first appearance. */
export function toGrants(
  findings: readonly { readonly id: string; readonly diagnosis: Diagnosis }[],
): readonly Grant[] {
  const grants = new Map<string, Grant>();
  for (const { id, diagnosis } of findings) {
    const { statement, denial } = diagnosis;
    const principalArn = denial.principal.arn;
    if (statement === null || principalArn === null) continue;
    const known = grants.get(principalArn) ?? { principalArn, needs: [], document: EMPTY };
    const needs = [...known.needs, { findingId: id, statement }];
    const outcome = mergeStatement(known.document, statement);
    const document = outcome.kind === 'merged' ? outcome.document : known.document;
    grants.set(principalArn, { principalArn, needs, document });
  }
  return [...grants.values()];
}
