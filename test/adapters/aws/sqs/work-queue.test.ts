import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  createSqsClient,
  createSqsWorkQueue,
} from '../../../../src/adapters/aws/sqs/work-queue.ts';
import {
  aJson,
  aJsonError,
  type AwsAnswer,
  type AwsCall,
  type FakeAws,
  startFakeAws,
  towards,
} from '../../../builders/fake-aws.ts';

// SQS answers with the checksum of what it took.
function taken({ input }: AwsCall): AwsAnswer {
  const md5 = createHash('md5').update(String(input['MessageBody'])).digest('hex');
  return aJson({ MessageId: 'm', MD5OfMessageBody: md5 });
}

describe('adapters/aws/sqs/work-queue', () => {
  let aws: FakeAws | undefined;
  afterEach(() => aws?.stop());

  async function queueAt(name: string, answer?: AwsAnswer) {
    aws = await startFakeAws((call) => answer ?? taken(call));
    const queueUrl = `${aws.endpoint}/111122223333/${name}`;
    return createSqsWorkQueue<object>({ client: createSqsClient(towards(aws)), queueUrl });
  }
  const sent = () => aws?.calls[0]?.input;

  it('sends JSON, with the delay that a queue allows', async () => {
    await (
      await queueAt('verify')
    ).send({ proposalId: 'p-1' }, { delaySeconds: 5_000, groupId: 'g' });
    expect(sent()).toMatchObject({ MessageBody: '{"proposalId":"p-1"}', DelaySeconds: 900 });
    expect(sent()).not.toHaveProperty('MessageGroupId');
  });

  it('rounds a delay up, so that nothing is looked at too early', async () => {
    await (await queueAt('verify')).send({}, { delaySeconds: 1.2 });
    expect(sent()).toMatchObject({ DelaySeconds: 2 });
  });

  it('gives a FIFO queue its group and its key against repetition, and no delay', async () => {
    const queue = await queueAt('decisions.fifo');
    await queue.send({}, { groupId: 'p-1', deduplicationId: 'd'.repeat(200), delaySeconds: 9 });
    expect(sent()).toMatchObject({
      MessageGroupId: 'p-1',
      MessageDeduplicationId: 'd'.repeat(128),
    });
    expect(sent()).not.toHaveProperty('DelaySeconds');
  });

  it('throws when the message was not taken', async () => {
    const queue = await queueAt('verify', aJsonError('RequestThrottled', 400));
    await expect(queue.send({})).rejects.toMatchObject({ code: 'throttled' });
    await aws?.stop();
    const garbled = await queueAt('verify', aJson({ MessageId: 'm', MD5OfMessageBody: '0' }));
    await expect(garbled.send({})).rejects.toMatchObject({ code: 'unavailable' });
  });
});
