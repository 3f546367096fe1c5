/** One line of an aggregate's history: what happened, when (ISO 8601 UTC), and who or what did it. */
export type HistoryRow = {
  readonly at: string;
  readonly event: string;
  readonly by: string;
  readonly detail: string;
};

/**
 * Work that a state move leaves behind: written in the same item as the move, carried out after it,
 * as often as needed until it succeeds, and then removed. `id` is stable, so that doing it twice is seen.
 */
export type OutboxEntry = { readonly id: string; readonly event: string; readonly at: string };

/** What every stored aggregate has. `version` counts its writes from 1; a save names the version it replaces. */
export type Aggregate = {
  readonly kind: 'finding' | 'proposal';
  readonly id: string;
  readonly version: number;
  readonly history: readonly HistoryRow[];
  readonly outbox: readonly OutboxEntry[];
};
