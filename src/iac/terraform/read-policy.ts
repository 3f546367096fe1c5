import type { UnsupportedReason } from '../editor.ts';
import type { PolicyModel, StatementModel } from '../policy-model.ts';
import type { Block, ListExpr, ObjectExpr, TextExpr } from './hcl.ts';
import type { Seen } from './view.ts';

/** One statement as it was read, and where it is written. `at` is a place in the file. */
export type ReadStatement = {
  readonly model: StatementModel;
  readonly at: number;
  readonly hasPrincipal: boolean;
  /** Where an action can be added: a list, or the one text that becomes a list. */
  readonly actions: Seen<ListExpr> | Seen<TextExpr> | null;
  /** The terms of the model's resources as they are written. */
  readonly resources: readonly Seen[];
};

/** Where a new statement goes. */
export type AppendPlace =
  | { readonly kind: 'list'; readonly list: Seen<ListExpr> }
  | { readonly kind: 'one'; readonly statement: Seen<ObjectExpr> }
  | { readonly kind: 'block'; readonly block: Block }
  | { readonly kind: 'refused'; readonly reason: UnsupportedReason };

/** A policy document as it was read, and where it can grow. */
export type ReadPolicy = {
  readonly model: PolicyModel;
  readonly statements: readonly ReadStatement[];
  readonly append: AppendPlace;
};
