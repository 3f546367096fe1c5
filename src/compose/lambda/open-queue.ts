import { createSqsClient, createSqsWorkQueue } from '../../adapters/aws/sqs/work-queue.ts';
import type { WorkQueue } from '../../ports/work-queue.ts';
import { type EnvironmentName, readEnvironment } from '../config/read-environment.ts';

/** The queue whose URL an environment variable holds. */
export function openQueue<Message>(
  { region }: { readonly region: string },
  name: EnvironmentName & `${string}_QUEUE_URL`,
): WorkQueue<Message> {
  const queueUrl = readEnvironment(name)[name];
  return createSqsWorkQueue({ client: createSqsClient({ region }), queueUrl });
}
