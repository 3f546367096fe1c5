/** CloudTrail's own record of the last 90 days of management events, to find what EventBridge missed. */
export type EventHistory = {
  /**
   * The CloudTrail records of one account that carry an error code, between two times (ISO 8601 UTC),
   * as parsed JSON of unknown shape, newest first. Throws `AppError` when the history cannot be read.
   */
  failedEvents(window: {
    readonly account: string;
    readonly since: string;
    readonly until: string;
  }): AsyncIterable<unknown>;
};
