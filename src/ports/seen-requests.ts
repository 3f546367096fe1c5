/** Remembers requests that were taken, so that a copy of one is refused. Throws `AppError` when it cannot tell. */
export type SeenRequests = {
  /** `name` is a hash; it is kept for `seconds`, and answers `seen` from the second time on. */
  remember(name: string, seconds: number): Promise<'new' | 'seen'>;
};
