import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueFacts } from '../../../domain/deployment/facts.ts';

export async function readQueue(client: SQSClient, url: string): Promise<QueueFacts> {
  const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] });
  const { Attributes = {} } = await client.send(command);
  return {
    arn: Attributes['QueueArn'] ?? '',
    policy: Attributes['Policy'] ?? null,
    waiting: Number(Attributes['ApproximateNumberOfMessages'] ?? 0),
  };
}
