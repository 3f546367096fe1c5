/** The time, as ISO 8601 UTC, and a way to wait; injected so that tests own both. */
export type Clock = {
  now(): string;
  sleep(milliseconds: number): Promise<void>;
};
