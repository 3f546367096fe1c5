/** Where the action was learnt from, best first. */
export const BASES = ['message', 'catalog', 'exception', 'http-method', 'unknown'] as const;
export type Basis = (typeof BASES)[number];

export type Confidence = 'high' | 'medium' | 'low';

/** A condition key with the one value that a request had. */
export type RequestCondition = { readonly key: string; readonly value: string };

/** One IAM action that the denial lacked, with the narrowest resources known (ARNs, bare names or `*`). */
export type RequiredPermission = {
  readonly action: string;
  readonly resources: readonly string[];
  readonly basis: Basis;
  readonly confidence: Confidence;
  /** True where the `*` of the resources stood in the caller's own request: it is a name then, not AWS's “all”. */
  readonly literal?: true;
  /** What narrows an action that has no resource of its own. */
  readonly condition?: RequestCondition;
};
