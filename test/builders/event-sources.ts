import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { callStreams } from './moto-calls.ts';
import type { TestFunction } from './lambda-functions.ts';

/** Delivers what is waiting and answers how many records that were. */
export type EventSource = () => Promise<number>;

type BatchAnswer = { readonly batchItemFailures?: readonly { readonly itemIdentifier: string }[] };

/**
 * SQS as Lambda polls it: what the function reports as failed, or all where it throws, comes back, until the
 * queue's own redrive policy moves it to the dead letters.
 */
export function aQueueSource(
  client: SQSClient,
  queueUrl: string,
  batchSize: number,
  target: () => TestFunction,
  clockShift: () => number,
): EventSource {
  return async () => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: Math.min(10, batchSize),
        MessageSystemAttributeNames: ['All'],
      }),
    );
    if (Messages.length === 0) return 0;
    const Records = Messages.map(({ MessageId, ReceiptHandle, Body, Attributes }) => ({
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      attributes: Attributes,
      messageAttributes: {},
      eventSource: 'aws:sqs',
    }));
    const failed = await failedOf(target(), { Records }, clockShift());
    for (const { MessageId, ReceiptHandle } of Messages) {
      const message = { QueueUrl: queueUrl, ReceiptHandle };
      if (failed === 'all' || failed.includes(MessageId ?? '')) {
        // Lambda waits for the visibility timeout; the test does not.
        await client.send(new ChangeMessageVisibilityCommand({ ...message, VisibilityTimeout: 0 }));
      } else {
        await client.send(new DeleteMessageCommand(message));
      }
    }
    return Messages.length;
  };
}

/** The table's stream as Lambda reads it: filtered, in order, again from the first record that failed. */
export function aStreamSource(
  endpoint: string,
  tableName: string,
  mapping: {
    readonly batchSize: number;
    readonly patterns: readonly object[];
    readonly mostRetries: number;
  },
  target: () => TestFunction,
  clockShift: () => number,
): EventSource {
  const pending: StreamRecord[] = [];
  let iterator: string | undefined;
  let attempts = 0;
  return async () => {
    iterator ??= await firstIterator(endpoint, tableName);
    const page = await callStreams(endpoint, 'GetRecords', { ShardIterator: iterator });
    iterator = (page['NextShardIterator'] as string | undefined) ?? iterator;
    const records = (page['Records'] ?? []) as StreamRecord[];
    pending.push(...records.filter((one) => mapping.patterns.some((p) => matches(p, one))));
    const batch = pending.slice(0, mapping.batchSize);
    if (batch.length === 0) return 0;
    const numbers = batch.map(({ dynamodb }) => dynamodb.SequenceNumber);
    const failed = await failedOf(target(), { Records: batch }, clockShift());
    const first = failed === 'all' ? 0 : numbers.findIndex((number) => failed.includes(number));
    attempts = first === 0 ? attempts + 1 : 0;
    const isGivenUp = attempts > mapping.mostRetries;
    const done = first < 0 || isGivenUp ? batch.length : first;
    if (isGivenUp) attempts = 0;
    pending.splice(0, done);
    return batch.length;
  };
}

type StreamRecord = {
  readonly dynamodb: { readonly SequenceNumber: string; readonly NewImage?: unknown };
};

async function firstIterator(endpoint: string, TableName: string): Promise<string> {
  const { Streams } = await callStreams(endpoint, 'ListStreams', { TableName });
  const { StreamArn } = (Streams as readonly { StreamArn: string }[])[0]!;
  const { StreamDescription } = await callStreams(endpoint, 'DescribeStream', { StreamArn });
  const { Shards } = StreamDescription as { readonly Shards: readonly { ShardId: string }[] };
  const answer = await callStreams(endpoint, 'GetShardIterator', {
    StreamArn,
    ShardId: Shards[0]?.ShardId,
    ShardIteratorType: 'TRIM_HORIZON',
  });
  return answer['ShardIterator'] as string;
}

// The part of Lambda's filters that serverless.yml uses: members by name, values by a list of texts.
function matches(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.includes(value);
  if (typeof pattern !== 'object' || pattern === null) return false;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(pattern).every(([key, inner]) =>
    matches(inner, (value as Record<string, unknown>)[key]),
  );
}

async function failedOf(
  target: TestFunction,
  event: object,
  clockShift: number,
): Promise<readonly string[] | 'all'> {
  try {
    const answer = (await target.invoke(event, clockShift)) as BatchAnswer | null;
    return (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  } catch {
    return 'all';
  }
}
