export type PublishedEventName =
  | 'finding-opened'
  | 'change-proposed'
  | 'decision-made'
  | 'change-applied'
  | 'change-verified'
  | 'change-rolled-back'
  | 'versions-pruned';

/** What others may hear. `detail` holds ids, ARNs, states and times; never a request parameter or a free text of the caller. */
export type PublishedEvent = {
  readonly name: PublishedEventName;
  /** The finding's, the proposal's or the policy's id: the same in CLI, console and audit. */
  readonly id: string;
  readonly account: string | null;
  readonly principalArn: string | null;
  readonly at: string;
  readonly detail: Readonly<Record<string, string | number | null>>;
};

/** Tells other systems what happened. May deliver an event twice; throws `AppError` when it was not taken. */
export type EventPublisher = { publish(events: readonly PublishedEvent[]): Promise<void> };
