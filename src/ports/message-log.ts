/**
 * What is known of one message to people. `claimedAt` (ISO 8601 UTC) is when `holder` began to post it, null
 * when it certainly was not posted; `messageId` is null until the chat system said that it was.
 */
export type LoggedMessage = {
  readonly channel: string;
  readonly holder: string;
  readonly claimedAt: string | null;
  readonly messageId: string | null;
  /** What it shows: `rank` grows with what it is about, `state` and `whole` are hashes without and with counts. */
  readonly shown: {
    readonly rank: number;
    readonly state: string;
    readonly whole: string;
    readonly at: string;
  } | null;
};

/**
 * Remembers messages by a name, so that no worker posts one twice or shows something older. A save is one
 * conditional write: `conflict` when `revision` is not the stored one (0: none). Throws `AppError`.
 */
export type MessageLog = {
  find(
    name: string,
  ): Promise<{ readonly revision: number; readonly message: LoggedMessage } | undefined>;
  save(name: string, revision: number, next: LoggedMessage): Promise<'saved' | 'conflict'>;
};
