import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudTrailClient,
  CreateTrailCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  CreateTableCommand,
  DynamoDBClient,
  UpdateContinuousBackupsCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateQueueCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDynamodbAuditLog } from '../../src/adapters/aws/dynamodb/audit-log.ts';
import { createDocumentClient } from '../../src/adapters/aws/dynamodb/document-client.ts';
import { createTable } from '../../src/adapters/aws/dynamodb/table.ts';
import { checkAws } from '../../src/compose/doctor/check-aws.ts';
import type { CheckLine } from '../../src/domain/deployment/check.ts';
import {
  DEAD_LETTER_QUEUES,
  FUNCTION_NAMES,
  QUEUES,
  RULES,
} from '../../src/domain/deployment/subject.ts';
import { createRecordAudit } from '../../src/usecases/record-audit.ts';
import { toDenialPattern, toTaskStoppedPattern } from '../../scripts/deploy/event-patterns.ts';
import { parseConfigText } from '../../src/compose/config/parse-config-text.ts';
import { aClock } from '../builders/a-local-app.ts';
import { hasMoto, type Moto, startMoto } from '../builders/a-moto.ts';
import { anAuditEntry } from '../builders/an-audit.ts';
import { run } from '../builders/a-terminal.ts';
import { aFakeSlack, type FakeSlack } from '../builders/fake-slack.ts';

const isThere = hasMoto();
if (!isThere) console.info("skipped: no moto_server on PATH (pip install 'moto[server]')");

const REGION = 'us-east-1';
const HUB = '123456789012';
const CONFIG = `version: 1
accounts:
  - { id: "${HUB}", name: platform }
routing:
  - { channel: C0PLATFORM }
approvers:
  - { name: oncall, slackUserGroup: S0ONCALL }
slack: { teamId: T0FAKE }
`;

// A deployment in moto, its resources made one by one as the template describes them.
describe('conformance/doctor', () => {
  if (!isThere) {
    it('is skipped where moto_server is absent', () => {});
    return;
  }
  let moto: Moto;
  let slack: FakeSlack;
  let folder: string;
  let stackFiles: readonly string[];
  const env = { ...process.env };

  beforeAll(async () => {
    moto = await startMoto();
    slack = await aFakeSlack();
    slack.channels.set('C0PLATFORM', 'open');
    slack.groups.set('S0ONCALL', ['U1', 'U2']);
    process.env['AWS_ENDPOINT_URL'] = moto.endpoint;
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIAHUB';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'hub';
    folder = await mkdtemp(join(tmpdir(), 'rolemender-'));
    await writeFile(join(folder, 'rolemender.yml'), CONFIG);
    stackFiles = await deploy(moto.endpoint, folder);
  });
  afterAll(async () => {
    process.env = env;
    moto.stop();
    await slack.close();
    await rm(folder, { recursive: true });
  });

  const look = (): Promise<readonly CheckLine[]> =>
    checkAws({
      configFile: join(folder, 'rolemender.yml'),
      stackFiles,
      region: REGION,
      slackApiUrl: slack.url,
    });
  const failed = (lines: readonly CheckLine[]) =>
    lines.filter(({ state }) => state !== 'ok').map((line) => `${line.state} ${line.check}`);

  it('finds a deployment in order', async () => {
    const lines = await look();
    expect(failed(lines)).toEqual(['note data-events', 'note mode']);
    expect(lines.find(({ check }) => check === 'credentials')?.detail).toContain(HUB);
  });

  it('finds a rule in the plain state, an absent queue and an app that is in no channel', async () => {
    const events = new EventBridgeClient({ region: REGION });
    await events.send(new PutRuleCommand({ ...denialRule('DenialRule'), State: 'ENABLED' }));
    slack.channels.set('C0PLATFORM', 'not-joined');
    const resources = JSON.parse(JSON.stringify(stackOf(moto.endpoint))) as StackJson;
    const queue = resources.StackResourceSummaries.find(
      ({ LogicalResourceId }) => LogicalResourceId === 'VerifyQueue',
    )!;
    queue.PhysicalResourceId = `${moto.endpoint}/${HUB}/no-such-queue`;
    await writeFile(join(folder, 'resources.json'), JSON.stringify(resources));
    expect(failed(await look()).filter((line) => line.startsWith('failed'))).toEqual([
      'failed rule-state',
      'failed queue',
      'failed slack-channel',
    ]);
  });

  it('says what is wrong with a configuration, by its line', async () => {
    const configFile = join(folder, 'wrong.yml');
    await writeFile(configFile, 'version: 1\nacounts: []\n');
    const lines = await checkAws({ configFile, stackFiles: [], region: REGION });
    expect(failed(lines)).toEqual(['failed config']);
    expect(lines[0]?.detail).toContain('line 2');
  });

  it('verifies the history in a table of DynamoDB', async () => {
    const client = createDocumentClient({ region: REGION });
    const table = createTable({ client, tableName: 'AuditTable' });
    const record = createRecordAudit({ log: createDynamodbAuditLog({ table }), clock: aClock() });
    for (let n = 1; n <= 5; n++) await record([anAuditEntry({ key: `key-${n}` })]);
    await record([anAuditEntry({ key: 'key-3' })]);
    const place = ['--table', 'AuditTable', '--region', REGION];
    const anchors = join(folder, 'anchors.jsonl');
    await run(['audit', 'anchor', ...place, '--save', anchors]);
    const sound = await run(['audit', 'verify', ...place, '--anchor', anchors]);
    expect(sound).toMatchObject({ code: 0 });
    expect(sound.stdout).toContain('5 rows');
    const item = await table.get({ pk: 'chain', sk: '000000000002' });
    await table.put({ Item: { ...item, body: String(item?.['body']).replace('maria', 'mario') } });
    expect(await run(['audit', 'verify', ...place])).toMatchObject({ code: 1 });
  });
});

type StackJson = {
  readonly StackResourceSummaries: { LogicalResourceId: string; PhysicalResourceId: string }[];
};

function config() {
  const parsed = parseConfigText(CONFIG);
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.faults));
  return parsed.config;
}

function denialRule(Name: string) {
  return {
    Name,
    EventPattern: JSON.stringify(toDenialPattern(config())),
    State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
  } as const;
}

function stackOf(endpoint: string) {
  const resource = (LogicalResourceId: string, ResourceType: string, id = LogicalResourceId) => ({
    LogicalResourceId,
    PhysicalResourceId: id,
    ResourceType,
    ResourceStatus: 'CREATE_COMPLETE',
  });
  const queues = [...QUEUES, ...DEAD_LETTER_QUEUES];
  return {
    StackResourceSummaries: [
      ...Object.keys(RULES).map((name) =>
        resource(name, 'AWS::Events::Rule', name.startsWith('Hub') ? `hub|${name}` : name),
      ),
      ...queues.map((name) => resource(name, 'AWS::SQS::Queue', `${endpoint}/${HUB}/${name}`)),
      resource('StateTable', 'AWS::DynamoDB::Table'),
      resource('AuditTable', 'AWS::DynamoDB::Table'),
      resource('ProposalApprovedRole', 'AWS::IAM::Role'),
      ...FUNCTION_NAMES.map((name) =>
        resource(`${name.replaceAll('-', 'Dash')}LambdaFunction`, 'AWS::Lambda::Function'),
      ),
    ],
  };
}

async function deploy(endpoint: string, folder: string): Promise<readonly string[]> {
  const region = { region: REGION };
  await fetch(`${endpoint}/trail-bucket`, { method: 'PUT' });
  const trails = new CloudTrailClient(region);
  const trail = { Name: 'main', S3BucketName: 'trail-bucket', IsMultiRegionTrail: true };
  await trails.send(new CreateTrailCommand(trail));
  await trails.send(new StartLoggingCommand({ Name: 'main' }));
  // AWS answers these for a trail that has none of its own; moto 5.2.1 answers an empty list.
  const EventSelectors = [{ ReadWriteType: 'All', IncludeManagementEvents: true } as const];
  await trails.send(new PutEventSelectorsCommand({ TrailName: 'main', EventSelectors }));
  await makeQueuesAndRules();
  await makeTables();
  const secrets = new SecretsManagerClient(region);
  const SecretString = JSON.stringify({ botToken: 'xoxb-fake', signingSecret: 's' });
  const { ARN = '' } = await secrets.send(new CreateSecretCommand({ Name: 'slack', SecretString }));
  await makeRole();
  const files = [join(folder, 'resources.json'), join(folder, 'stack.json')] as const;
  await writeFile(files[0], JSON.stringify(stackOf(endpoint)));
  const Parameters = [{ ParameterKey: 'SlackSecretArn', ParameterValue: ARN }];
  await writeFile(files[1], JSON.stringify({ Stacks: [{ Parameters }] }));
  return files;
}

async function makeQueuesAndRules(): Promise<void> {
  const queues = new SQSClient({ region: REGION });
  const urls = new Map<string, string>();
  for (const name of [...QUEUES, ...DEAD_LETTER_QUEUES]) {
    const { QueueUrl = '' } = await queues.send(new CreateQueueCommand({ QueueName: name }));
    urls.set(name, QueueUrl);
  }
  const arnOf = (name: string) => `arn:aws:sqs:${REGION}:${HUB}:${name}`;
  const events = new EventBridgeClient({ region: REGION });
  await events.send(new CreateEventBusCommand({ Name: 'hub' }));
  const Targets = [
    { Id: '1', Arn: arnOf('DenialQueue'), DeadLetterConfig: { Arn: arnOf('EventDlq') } },
  ];
  for (const [name, purpose] of Object.entries(RULES)) {
    const bus = name.startsWith('Hub') ? { EventBusName: 'hub' } : {};
    const stopped = JSON.stringify(toTaskStoppedPattern(config()));
    const rule = purpose === 'denials' ? denialRule(name) : { Name: name, EventPattern: stopped };
    await events.send(new PutRuleCommand({ ...rule, ...bus }));
    await events.send(new PutTargetsCommand({ Rule: name, Targets, ...bus }));
  }
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: arnOf('DenialQueue'),
        Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:events:${REGION}:${HUB}:rule/*` } },
      },
    ],
  });
  const QueueUrl = urls.get('DenialQueue');
  await queues.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
}

async function makeTables(): Promise<void> {
  const tables = new DynamoDBClient({ region: REGION });
  for (const TableName of ['StateTable', 'AuditTable']) {
    await tables.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      }),
    );
    await tables.send(
      new UpdateContinuousBackupsCommand({
        TableName,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    );
  }
}

async function makeRole(): Promise<void> {
  const iam = new IAMClient({ region: REGION });
  const RoleName = 'ProposalApprovedRole';
  const trust = { Version: '2012-10-17', Statement: [] };
  await iam.send(
    new CreateRoleCommand({
      RoleName,
      Path: '/rolemender/',
      AssumeRolePolicyDocument: JSON.stringify(trust),
    }),
  );
  const Statement = [
    {
      Effect: 'Allow',
      Action: 'iam:CreatePolicyVersion',
      Resource: `arn:aws:iam::${HUB}:policy/app/*`,
    },
  ];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }));
}
