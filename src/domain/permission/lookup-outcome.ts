import type { Basis } from './required-permission.ts';

/** One action that a call needs, and what a person wants to know of it. */
export type LookedUpAction = {
  readonly action: string;
  /** ARNs as far as the request tells them; `*` for an action that has no resource. */
  readonly resources: readonly string[];
  readonly accessLevels: readonly string[];
  /** ARN patterns of the types that the action has. */
  readonly patterns: readonly string[];
  /** What AWS lists as needed beside it. */
  readonly dependentActions: readonly string[];
};

/**
 * Which actions a call needs: `all` of them, or `any` one. `source` is the page behind an exception;
 * `withoutIam`: AWS asks for no permission, so that no Allow changes anything.
 */
export type LookupOutcome =
  | {
      readonly kind: 'looked-up';
      readonly required: readonly LookedUpAction[];
      readonly mode: 'all' | 'any';
      readonly basis: Basis;
      readonly source: string | null;
      readonly withoutIam: boolean;
    }
  | { readonly kind: 'invalid'; readonly path: string; readonly reason: string };
