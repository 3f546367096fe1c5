import type { Place, ResourceSite, UnsupportedReason, Use } from '../editor.ts';

/**
 * Which policy is looked for. `policyName` is the name of the policy in the account that should take the change; null
 * where the account is not known.
 */
export type PolicyQuery = { readonly principalArn: string; readonly policyName: string | null };

/** A place that a person named: a file, and the address in it where it holds more than one policy. */
export type NamedPlace = { readonly path: string; readonly address: string | null };

/** A policy's document in a repository, with what its editor needs to know of the rest of its module. */
export type LocatedPolicy = {
  readonly kind: 'located';
  readonly path: string;
  readonly address: string;
  readonly place: Place;
  /** The format of the editor that edits it. */
  readonly format: string;
  readonly resources: readonly ResourceSite[];
  readonly usesElsewhere: readonly Use[];
};

/** Where the policy of a query is written. `ambiguous` and `unsupported` name the places where a person should look. */
export type LocateOutcome =
  | LocatedPolicy
  | { readonly kind: 'ambiguous'; readonly places: readonly Place[] }
  | { readonly kind: 'not-found' }
  | {
      readonly kind: 'unsupported';
      readonly reason: UnsupportedReason;
      readonly place: Place;
    };
