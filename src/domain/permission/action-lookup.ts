import type { DependentActions } from './dependent-next.ts';
import type { RequiredPermission } from './required-permission.ts';

/**
 * An API call as an event tells it. `requestParameters` is CloudTrail's, null on most denials;
 * `partition`, `region` and `account` fill ARNs and are null where the event does not tell them.
 */
export type ApiCall = {
  readonly eventSource: string;
  readonly eventName: string;
  readonly requestParameters: Readonly<Record<string, unknown>> | null;
  /** What else CloudTrail tells of the call; Application Auto Scaling is told by it. */
  readonly additionalEventData?: Readonly<Record<string, unknown>> | null;
  readonly partition: string;
  readonly region: string | null;
  readonly account: string | null;
  /** ARNs of the event's `resources[]`. */
  readonly resources?: readonly string[];
};

/** What AWS's own words say was denied; `resource` is null where they name none. */
export type DeniedAction = { readonly action: string; readonly resource: string | null };

/**
 * Which permissions a call needs, with the narrowest resources that the event tells; undefined where
 * the look-up does not know the call. With `denied` it answers for that action alone, and `resource`
 * is only narrowed. Pure; it never throws.
 */
export type ActionLookup = {
  (call: ApiCall, denied?: DeniedAction): readonly RequiredPermission[] | undefined;
  /** What is needed beside an action, where the look-up knows that too. */
  readonly dependentsOf?: DependentActions;
};
