import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { TopicPublisher } from '../../../ports/topic-publisher.ts';
import { type AwsClientOptions, toClientSettings } from '../client-settings.ts';
import { toAppError } from '../to-app-error.ts';

// SNS API Reference, Publish: a subject has fewer than 100 printable ASCII characters and begins with no
// space; a message has at most 256 KB.
const LONGEST_SUBJECT = 99;
const LONGEST_TEXT_BYTES = 256 * 1024;
const CUT = '\n[cut]';

/** The SNS client of one process. */
export function createSnsClient(options: AwsClientOptions): SNSClient {
  return new SNSClient(toClientSettings(options));
}

/** An SNS topic behind the `TopicPublisher`. */
export function createTopicPublisher(deps: {
  readonly client: SNSClient;
  readonly topicArn: string;
}): TopicPublisher {
  return async ({ subject, text }) => {
    const input = { TopicArn: deps.topicArn, Subject: toSubject(subject), Message: toText(text) };
    try {
      await deps.client.send(new PublishCommand(input));
    } catch (error) {
      throw toAppError(error, 'SNS Publish');
    }
  };
}

function toSubject(subject: string): string {
  const printable = subject.replaceAll(/[^ -~]/g, '?').trim();
  return printable.slice(0, LONGEST_SUBJECT) || 'rolemender';
}

function toText(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length === 0) return '-';
  if (bytes.length <= LONGEST_TEXT_BYTES) return text;
  // Half a character at the cut decodes to U+FFFD, which takes more room than it had.
  const room = LONGEST_TEXT_BYTES - Buffer.byteLength(CUT) - 3;
  return bytes.subarray(0, room).toString() + CUT;
}
