import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AppError } from '../../../kernel/app-error.ts';
import type { WorkQueue } from '../../../ports/work-queue.ts';
import { type AwsClientOptions, toClientSettings } from '../client-settings.ts';
import { toAppError } from '../to-app-error.ts';

// SQS API Reference, SendMessage.
const LONGEST_DELAY_SECONDS = 900;
const LONGEST_ID = 128;

/** The SQS client of one process. */
export function createSqsClient(options: AwsClientOptions): SQSClient {
  return new SQSClient(toClientSettings(options));
}

/** A queue behind the `WorkQueue`; the message is sent as JSON. A FIFO queue is known by its name, as SQS does. */
export function createSqsWorkQueue<Message>(deps: {
  readonly client: SQSClient;
  readonly queueUrl: string;
}): WorkQueue<Message> {
  const isFifo = deps.queueUrl.endsWith('.fifo');
  return {
    send: async (message, { delaySeconds, groupId, deduplicationId } = {}) => {
      const input = {
        QueueUrl: deps.queueUrl,
        MessageBody: JSON.stringify(message),
        // SQS refuses a delay of one message on a FIFO queue, and a group on any other.
        ...(isFifo
          ? {
              MessageGroupId: toId(groupId ?? 'all'),
              ...(deduplicationId === undefined
                ? {}
                : { MessageDeduplicationId: toId(deduplicationId) }),
            }
          : { DelaySeconds: toDelay(delaySeconds ?? 0) }),
      };
      try {
        await deps.client.send(new SendMessageCommand(input));
      } catch (error) {
        throw toQueueError(error);
      }
    },
  };
}

// The SDK compares SQS's checksum of the body with its own, and throws a plain error of this text.
function toQueueError(error: unknown): unknown {
  const isGarbled = (error as { message?: unknown } | null)?.message === 'InvalidChecksumError';
  if (!isGarbled) return toAppError(error, 'SQS SendMessage');
  return new AppError('unavailable', 'SQS SendMessage: the message was garbled on its way', {
    cause: error,
  });
}

function toDelay(seconds: number): number {
  return Math.min(LONGEST_DELAY_SECONDS, Math.max(0, Math.ceil(seconds)));
}

function toId(text: string): string {
  return text.replaceAll(/[^!-~]/g, '-').slice(0, LONGEST_ID);
}
