import { createHash } from 'node:crypto';
import { toAttributes } from '../../src/adapters/aws/dynamodb/aggregate-item.ts';
import type { Finding } from '../../src/domain/finding/finding.ts';
import type { Proposal } from '../../src/domain/proposal/proposal.ts';
import { type SignedAws, startSignedAws } from '../../test/builders/signed-aws.ts';

export const CREDENTIALS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
export const SLACK_SECRET = { botToken: 'xoxb-1', signingSecret: 'signing' };

type Answer = { readonly status?: number; readonly type?: string; readonly body: string };

const json = (value: object): Answer => ({ body: JSON.stringify(value) });
const slack = (value: object): Answer => ({
  type: 'application/json',
  body: JSON.stringify({ ok: true, ...value }),
});
const ABSENT: Answer = {
  status: 404,
  type: 'text/xml',
  body: '<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>no</Message></Error></ErrorResponse>',
};
const NO_POLICIES: Answer = {
  type: 'text/xml',
  body: '<GetAccountAuthorizationDetailsResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetAccountAuthorizationDetailsResult><IsTruncated>false</IsTruncated><Policies/></GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>',
};

/** AWS and Slack on loopback: a table that holds these aggregates and forgets every write, and an empty account. */
export function startStubs(aggregates: readonly (Finding | Proposal)[]): Promise<SignedAws> {
  const items = new Map(aggregates.map((each) => [each.id, toItem(each)]));
  return startSignedAws(CREDENTIALS, {
    'dynamodb GetItem': (body) => {
      const { Key } = JSON.parse(body) as { readonly Key: { readonly sk: { readonly S: string } } };
      const Item = items.get(Key.sk.S);
      return json(Item === undefined ? {} : { Item });
    },
    'dynamodb PutItem': () => json({}),
    'dynamodb UpdateItem': () => json({}),
    'dynamodb Query': () => json({ Items: [], Count: 0 }),
    'dynamodb Scan': () => json({ Items: [], Count: 0 }),
    'iam GetRole': () => ABSENT,
    'iam GetPolicy': () => ABSENT,
    'iam GetAccountAuthorizationDetails': () => NO_POLICIES,
    'sqs SendMessage': (body) => {
      const { MessageBody } = JSON.parse(body) as { readonly MessageBody: string };
      const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
      return json({ MessageId: 'm', MD5OfMessageBody });
    },
    'secretsmanager GetSecretValue': () =>
      json({
        SecretString: JSON.stringify({
          current: JSON.stringify(SLACK_SECRET),
          previous: JSON.stringify(SLACK_SECRET),
        }),
      }),
    'events PutEvents': (body) => {
      const { Entries } = JSON.parse(body) as { readonly Entries: readonly unknown[] };
      return json({ FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: 'e' })) });
    },
    'cloudtrail LookupEvents': () => json({ Events: [] }),
    '/api/chat.postMessage': () => slack({ channel: 'C0PLATFORM', ts: '1.1' }),
    '/api/chat.update': () => slack({ channel: 'C0PLATFORM', ts: '1.1' }),
    '/api/conversations.history': () => slack({ messages: [] }),
    '/api/views.open': () => slack({ view: { id: 'V1', hash: 'h' } }),
    '/api/users.info': () =>
      slack({ user: { id: 'U0ONE', team_id: 'T0WORKSPACE', deleted: false, is_bot: false } }),
    '/api/usergroups.users.list': () => slack({ users: ['U0ONE', 'U0TWO'] }),
    '/api/chat.postEphemeral': () => slack({ message_ts: '1.2' }),
  });
}

function toItem(aggregate: Finding | Proposal): Readonly<Record<string, object>> {
  const [, partition = ''] = aggregate.id.split('-');
  const attributes = { pk: partition, sk: aggregate.id, ...toAttributes(aggregate) };
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === 'number' ? { N: String(value) } : { S: value },
    ]),
  );
}
