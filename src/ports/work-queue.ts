/**
 * Work for another function. Delivered at least once; a message whose `deduplicationId` was sent within
 * five minutes is dropped by a FIFO queue. `delaySeconds` is at most 900. Throws `AppError` when it was not taken.
 */
export type WorkQueue<Message> = {
  send(
    message: Message,
    options?: {
      readonly delaySeconds?: number;
      readonly groupId?: string;
      readonly deduplicationId?: string;
    },
  ): Promise<void>;
};
