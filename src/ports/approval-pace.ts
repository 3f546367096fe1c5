/** How often somebody approved lately. Throws `AppError` when it cannot tell. */
export type ApprovalPace = {
  /** One approval at a time (ISO 8601 UTC); repeating it counts once. */
  add(by: string, at: string): Promise<void>;
  countSince(by: string, since: string): Promise<number>;
};
