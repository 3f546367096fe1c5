import { afterEach, describe, expect, it } from '@jest/globals';
import {
  createSnsClient,
  createTopicPublisher,
} from '../../../../src/adapters/aws/sns/topic-publisher.ts';
import {
  anXml,
  anXmlError,
  type AwsAnswer,
  type FakeAws,
  startFakeAws,
  towards,
} from '../../../builders/fake-aws.ts';

describe('adapters/aws/sns/topic-publisher', () => {
  let aws: FakeAws | undefined;
  afterEach(() => aws?.stop());

  async function publish(
    message: { subject: string; text: string },
    answer: AwsAnswer = anXml('Publish', { MessageId: 'm' }),
  ) {
    aws = await startFakeAws(() => answer);
    await createTopicPublisher({ client: createSnsClient(towards(aws)), topicArn: 'arn:topic' })(
      message,
    );
    return aws.calls[0]!.input;
  }

  it('publishes a subject and a text', async () => {
    expect(
      await publish({ subject: 'orders-task cannot read', text: 'größer → kleiner' }),
    ).toMatchObject({
      TopicArn: 'arn:topic',
      Subject: 'orders-task cannot read',
      Message: 'größer → kleiner',
    });
  });

  it.each([
    ['a\r\nBcc: x@example.com', 'a??Bcc: x@example.com'],
    ['→'.repeat(200), '?'.repeat(99)],
    ['  ', 'rolemender'],
  ])('makes %j a subject that SNS takes', async (subject, expected) => {
    expect(await publish({ subject, text: 'x' })).toMatchObject({ Subject: expected });
  });

  it('cuts a text to what SNS takes, at whole characters', async () => {
    const { Message } = await publish({ subject: 'x', text: '→'.repeat(200_000) });
    expect(Buffer.byteLength(String(Message))).toBeLessThanOrEqual(256 * 1024);
    expect(String(Message)).toMatch(/^→+\uFFFD?\n\[cut\]$/);
    await aws?.stop();
    expect(await publish({ subject: 'x', text: '' })).toMatchObject({ Message: '-' });
  });

  it('throws when the message was not taken', async () => {
    const refused = publish({ subject: 'x', text: 'x' }, anXmlError('AuthorizationError', 403));
    await expect(refused).rejects.toMatchObject({ code: 'access-denied' });
  });
});
