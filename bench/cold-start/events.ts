import { gzipSync } from 'node:zlib';
import { ACTION_PREFIX } from '../../src/adapters/slack/names.ts';
import type { Finding } from '../../src/domain/finding/finding.ts';
import type { Proposal } from '../../src/domain/proposal/proposal.ts';
import { aFinding } from '../../test/builders/a-finding.ts';
import { aProposal } from '../../test/builders/a-proposal.ts';
import { toSignedRequest } from '../../test/builders/slack-requests.ts';
import { SLACK_SECRET } from './stubs.ts';

const AT = '2026-11-20T10:00:06Z';
const outbox = (event: string) => [{ id: `${event}.1`, event, at: AT }];

export const OPENED: Finding = aFinding({ outbox: outbox('finding-opened') });
export const APPROVED: Proposal = aProposal({
  state: 'approved',
  digest: 'a'.repeat(64),
  outbox: outbox('proposal-approved'),
});
/** What another call has done already: the stream tells of it again. */
export const SETTLED_FINDING: Finding = aFinding({ fingerprint: 'settled' });
export const SETTLED_PROPOSAL: Proposal = aProposal({ digest: 'c'.repeat(64) });
export const APPLIED: Proposal = aProposal({ state: 'applied', digest: 'b'.repeat(64) });

const DENIED = {
  version: '0',
  id: 'e-1',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.dynamodb',
  account: '123456789012',
  region: 'us-east-1',
  detail: {
    eventVersion: '1.11',
    eventTime: '2026-11-20T10:00:00Z',
    eventSource: 'dynamodb.amazonaws.com',
    eventName: 'Scan',
    eventID: '11111111-2222-3333-4444-555555555556',
    awsRegion: 'us-east-1',
    recipientAccountId: '123456789012',
    errorCode: 'AccessDenied',
    errorMessage:
      'User: arn:aws:sts::123456789012:assumed-role/orders-task/0123456789abcdef0123456789abcdef is not authorized to perform: dynamodb:Scan on resource: arn:aws:dynamodb:us-east-1:123456789012:table/orders because no identity-based policy allows the dynamodb:Scan action',
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::123456789012:assumed-role/orders-task/0123456789abcdef0123456789abcdef',
      accountId: '123456789012',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          arn: 'arn:aws:iam::123456789012:role/app/orders-task',
          accountId: '123456789012',
          userName: 'orders-task',
        },
      },
    },
  },
};

const ofQueue = (body: object) => ({
  Records: [
    { messageId: 'm-1', body: JSON.stringify(body), attributes: {}, eventSource: 'aws:sqs' },
  ],
});
const ofStream = ({ id, version }: Finding | Proposal) => ({
  Records: [
    {
      eventName: 'MODIFY',
      dynamodb: {
        Keys: { pk: { S: 'p' }, sk: { S: id } },
        NewImage: { version: { N: String(version) } },
        SequenceNumber: '1',
      },
    },
  ],
});
const clicker = { userId: 'U0ONE', teamId: 'T0WORKSPACE', enterpriseId: null };

/** Calls of which the work is the larger part: sixteen calls of AWS one after the other, and a message. */
export const WHOLE_WORK: Readonly<Record<string, unknown>> = {
  'finding-changed': ofStream(OPENED),
  'proposal-approved': ofStream(APPROVED),
};

/** What wakes each function: one denial, one click, one schedule with nothing due, one change that was seen to before. */
export function toEvents(): Readonly<Record<string, unknown>> {
  const logs = {
    messageType: 'DATA_MESSAGE',
    owner: '123456789012',
    logGroup: '/ecs/orders',
    logStream: 'orders/1',
    subscriptionFilters: ['rolemender'],
    logEvents: [{ id: '1', timestamp: 1_795_000_000_000, message: DENIED.detail.errorMessage }],
  };
  return {
    'denial-received': ofQueue(DENIED),
    'log-lines-received': {
      awslogs: { data: gzipSync(JSON.stringify(logs)).toString('base64') },
    },
    'finding-changed': ofStream(SETTLED_FINDING),
    'proposal-approved': ofStream(SETTLED_PROPOSAL),
    'slack-interacted': toSignedRequest(
      { signingSecret: SLACK_SECRET.signingSecret, now: () => Date.now() },
      {
        type: 'block_actions',
        user: { id: 'U0ONE', team_id: 'T0WORKSPACE' },
        team: { id: 'T0WORKSPACE' },
        trigger_id: '1.2.3',
        channel: { id: 'C0PLATFORM' },
        message: { ts: '1.1' },
        actions: [
          {
            type: 'button',
            action_id: `${ACTION_PREFIX}details`,
            value: OPENED.id,
            action_ts: '1.1',
          },
        ],
      },
    ),
    'decision-made': ofQueue({
      schema: 1,
      id: 'click-1',
      clicker,
      responseUrl: null,
      order: {
        kind: 'open',
        dialog: 'details',
        subjectId: OPENED.id,
        digest: null,
        triggerId: '1.2.3',
      },
    }),
    'change-applied': ofQueue({ schema: 1, proposalId: APPLIED.id }),
    'retention-due': {},
    'expiry-due': {},
    'reconcile-due': {},
    'digest-due': {},
  };
}
