import type { ResourceSite, UnsupportedReason } from '../editor.ts';
import type { PolicyModel, StatementModel, Term } from '../policy-model.ts';
import type { DataNode } from './data-node.ts';

/** A resource as an expression of the format: an attribute or reference, with a text behind it. */
export type ResourceExpression = {
  readonly id: string;
  /** Null for `Ref`. */
  readonly attribute: string | null;
  readonly suffix: string;
};

/** How the values of a policy are read and written where it stands. */
export type Dialect = {
  readonly toTerm: (node: DataNode) => Term;
  /** The functions that a value may call; null for plain data. */
  readonly callOf: (
    node: DataNode,
  ) => { readonly name: string; readonly argument: DataNode } | null;
  /** The version that the format writes where the document has none. */
  readonly version: string | null;
  /** False for a text that would not stay the text that it is. */
  readonly isPlainText: (text: string) => boolean;
  /** The resource by one of the names that the document uses already, else null. */
  readonly express: (arn: string, document: DataNode) => ResourceExpression | null;
};

export type SiteDocument =
  | { readonly kind: 'node'; readonly node: DataNode; readonly dialect: Dialect }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'unsupported'; readonly reason: UnsupportedReason };

/** A policy of a data file. `quota` is the most characters that IAM takes; `isListed` is false for what is only named to be refused. */
export type DataSite = {
  readonly address: string;
  readonly at: number;
  readonly name: Term | null;
  readonly roles: readonly Term[];
  readonly document: SiteDocument;
  readonly quota: number;
  readonly isListed: boolean;
};

/** A role of a data file. */
export type DataRole = {
  readonly address: string;
  readonly at: number;
  readonly name: Term | null;
};

/** What a data file says about policies. */
export type DataSites = {
  readonly sites: readonly DataSite[];
  readonly roles: readonly DataRole[];
  readonly resources: readonly ResourceSite[];
};

/** A statement's nodes beside its model; `actions` is null where nothing can be added to them. */
export type StatementParts = {
  readonly node: DataNode;
  readonly actions: DataNode | null;
};

/** A policy as read: `parts` go with the statements of the model, `statements` is the node that holds them. */
export type PolicyReading = {
  readonly model: PolicyModel;
  readonly document: DataNode;
  readonly statements: DataNode;
  readonly parts: readonly StatementParts[];
};

export type ReadStatement = { readonly model: StatementModel; readonly parts: StatementParts };
