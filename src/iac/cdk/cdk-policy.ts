import type { Node } from 'web-tree-sitter';
import type { DocumentPlace } from '../editor.ts';
import type { PolicyModel, Term } from '../policy-model.ts';
import type { CdkStatement } from './read-statement.ts';

/** Where new statements go: behind the last item of a list, or as a call of their own behind such a call. */
export type Holder =
  | { readonly kind: 'list'; readonly list: Node }
  | { readonly kind: 'call'; readonly call: Node };

/** The statements of a policy. `holder` is null where nothing can be appended. */
export type CdkDocument = {
  readonly kind: 'statements';
  readonly statements: readonly CdkStatement[];
  readonly isWhole: boolean;
  readonly holder: Holder | null;
};

/** A policy of a file of the CDK. `quota` is the most characters that IAM takes. */
export type CdkPolicy = {
  readonly address: string;
  readonly at: number;
  readonly name: Term | null;
  readonly roles: readonly Term[];
  readonly quota: number;
  readonly document: CdkDocument | Extract<DocumentPlace, { kind: 'file' | 'unsupported' }>;
};

/** The policy as it will read; the construct writes the version. */
export function toModel({ statements, isWhole }: CdkDocument): PolicyModel {
  return { version: '2012-10-17', statements: statements.map(({ model }) => model), isWhole };
}
