/** Looks at what the chat system knows of the app, its channels and the approvers. Throws `AppError`; `not-found` for what is not there. */
export type ChatReader = {
  /** `scopes` is null where the chat system does not tell. */
  app(): Promise<{
    readonly teamId: string;
    readonly name: string;
    readonly scopes: readonly string[] | null;
  }>;
  /** Reads from a channel; `not-found` where the app is not in it, or nobody can be. */
  readChannel(id: string): Promise<void>;
  /** User ids of a group. */
  membersOf(userGroupId: string): Promise<readonly string[]>;
};
