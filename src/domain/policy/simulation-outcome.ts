import type { Evaluation } from './evaluation.ts';

/**
 * What a simulated request came to. `policyNames` are the names of the policies that `deciding` points
 * at, in its order; null where a policy came with the request and so has none. `invalid` says what is
 * wrong with the request and where.
 */
export type SimulationOutcome =
  | {
      readonly kind: 'evaluated';
      readonly evaluation: Evaluation;
      readonly policyNames: readonly (string | null)[];
    }
  | { readonly kind: 'invalid'; readonly path: string; readonly reason: string };
