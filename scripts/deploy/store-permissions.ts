import { arnOf, type Permission, ref, sub } from './permission.ts';

/** All that functions do with tables, streams and queues. */
export const TABLE_ACTIONS = [
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:UpdateItem',
] as const;
export const STREAM_ACTIONS = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
] as const;
const CONSUME_ACTIONS = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:ReceiveMessage',
] as const;
export const QUEUE_ACTIONS = [...CONSUME_ACTIONS, 'sqs:SendMessage'] as const;

/** Findings and proposals: read, and replaced by conditional writes. Nothing is ever deleted; expiry is DynamoDB's. */
export const STATE: Permission = {
  sid: 'State',
  why: 'Reads findings and proposals and moves them by conditional writes.',
  actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
  resources: [arnOf('StateTable')],
};

export const SCAN: Permission = {
  sid: 'ScanState',
  why: 'Goes through all findings and proposals.',
  actions: ['dynamodb:Scan'],
  resources: [arnOf('StateTable')],
};

export const STREAM: Permission = {
  sid: 'ReadStream',
  why: 'Is woken by the changes of findings and proposals.',
  actions: STREAM_ACTIONS,
  resources: [{ 'Fn::GetAtt': ['StateTable', 'StreamArn'] }],
};

/** Append only: the table's rows are never updated or deleted, by anybody. */
export const AUDIT: Permission = {
  sid: 'AppendAudit',
  why: 'Appends what was decided and changed to the history, and reads its end.',
  actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
  resources: [arnOf('AuditTable')],
};

export const SLACK_SECRET: Permission = {
  sid: 'ReadSlackSecret',
  why: 'Reads the token and the signing secret of the Slack app.',
  actions: ['secretsmanager:GetSecretValue'],
  resources: [ref('SlackSecretArn')],
  onlyIf: 'HasSlack',
};

export const ALERT: Permission = {
  sid: 'PublishAlerts',
  why: 'Tells those who have no Slack.',
  actions: ['sns:Publish'],
  resources: [ref('AlertTopic')],
};

export const EVENTS: Permission = {
  sid: 'PublishEvents',
  why: 'Publishes what happened, for rules of your own.',
  actions: ['events:PutEvents'],
  resources: [arnOf('HubBus')],
  condition: { StringEquals: { 'events:source': 'rolemender' } },
};

/** Puts messages into queues. */
export function send(sid: string, why: string, ...queues: readonly string[]): Permission {
  return { sid, why, actions: ['sqs:SendMessage'], resources: queues.map(arnOf) };
}

/** Takes messages from the queue that wakes the function. */
export function consume(queue: string): Permission {
  const why = `Is woken by ${queue}.`;
  return { sid: 'Consume', why, actions: CONSUME_ACTIONS, resources: [arnOf(queue)] };
}

/** Lambda's log group of one function, made by the stack: a function cannot make others. */
export function logs(functionName: string): Permission {
  return {
    sid: 'WriteLogs',
    why: 'Writes its own log.',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [
      sub(
        `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/\${AWS::StackName}-${functionName}:*`,
      ),
    ],
  };
}
