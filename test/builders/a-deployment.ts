import type {
  QueueFacts,
  RuleFacts,
  StackResource,
  TableFacts,
  TrailFacts,
} from '../../src/domain/deployment/facts.ts';
import type { Probe } from '../../src/domain/deployment/probe.ts';
import {
  DEAD_LETTER_QUEUES,
  type DeploymentSubject,
  FUNCTION_NAMES,
  QUEUES,
  RULES,
  SLACK_SCOPES,
  TABLES,
} from '../../src/domain/deployment/subject.ts';
import type { PrincipalPolicies } from '../../src/domain/policy/principal-policies.ts';
import type { ChatReader } from '../../src/ports/chat-reader.ts';
import type { DeploymentReader } from '../../src/ports/deployment-reader.ts';
import type { SecretReader } from '../../src/ports/secret-reader.ts';

export const HUB = '111122223333';
const SPOKE = '444455556666';

/** Everything that `doctor` looks at, all in order; a test breaks one thing of it. */
export type World = {
  caller: Probe<{ account: string; arn: string }>;
  readonly rules: Map<string, RuleFacts>;
  trails: Probe<readonly TrailFacts[]>;
  readonly queues: Map<string, QueueFacts>;
  readonly tables: Map<string, TableFacts>;
  session: Probe<null>;
  secret: string;
  readonly app: { teamId: string; name: string; scopes: readonly string[] | null };
  readonly groups: Map<string, readonly string[]>;
  readonly roles: Map<string, PrincipalPolicies>;
  /** Errors that looks throw, by the name of the look. */
  readonly faults: Map<string, Error>;
};

export function aWorld(): World {
  const queueArn = (name: string) => `arn:aws:sqs:us-east-1:${HUB}:${name}`;
  const ruleArn = (name: string) => `arn:aws:events:us-east-1:${HUB}:rule/${name}`;
  const policy = JSON.stringify({
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Condition: { ArnEquals: { 'aws:SourceArn': Object.keys(RULES).map(ruleArn) } },
    },
  });
  const rule = (name: string): RuleFacts => ({
    arn: ruleArn(name),
    state: name.includes('Task') ? 'ENABLED' : 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    pattern: JSON.stringify(name.includes('Task') ? STOPPED_TASKS : DENIALS),
    targets: [{ arn: queueArn('DenialQueue'), deadLetterArn: queueArn('EventDlq') }],
  });
  const queues = [...QUEUES, ...DEAD_LETTER_QUEUES];
  const table = { status: 'ACTIVE', keys: ['pk', 'sk'], stream: 'NEW_IMAGE', isRestorable: true };
  return {
    caller: { kind: 'found', value: { account: HUB, arn: `arn:aws:iam::${HUB}:user/maria` } },
    rules: new Map(Object.keys(RULES).map((name) => [name, rule(name)])),
    trails: {
      kind: 'found',
      value: [
        {
          name: 'main',
          isLogging: true,
          reads: true,
          writes: true,
          dataEvents: ['AWS::S3::Object'],
        },
      ],
    },
    queues: new Map(queues.map((name) => [name, { arn: queueArn(name), policy, waiting: 0 }])),
    tables: new Map(Object.keys(TABLES).map((name) => [name, table])),
    session: { kind: 'found', value: null },
    secret: JSON.stringify({ botToken: 'xoxb-1', signingSecret: 'secret' }),
    app: { teamId: 'T0WORKSPACE', name: 'rolemender', scopes: SLACK_SCOPES },
    groups: new Map([['S0ONCALL', ['U1', 'U2', 'U3']]]),
    roles: new Map([['ProposalApprovedRole', anOwnRole()]]),
    faults: new Map(),
  };
}

const DENIALS = {
  source: [{ prefix: 'aws.' }],
  'detail-type': [{ suffix: ' via CloudTrail' }],
  detail: {
    errorCode: [
      { prefix: 'AccessDenied' },
      { prefix: 'AuthorizationError' },
      { suffix: 'AccessDeniedException' },
      { suffix: 'UnauthorizedOperation' },
    ],
  },
};
const STOPPED_TASKS = {
  source: ['aws.ecs'],
  'detail-type': ['ECS Task State Change'],
  detail: { lastStatus: ['STOPPED'], stopCode: ['TaskFailedToStart'] },
};

/** A role of the product that may write the policies of one path. */
export function anOwnRole(action = 'iam:CreatePolicyVersion'): PrincipalPolicies {
  const arn = `arn:aws:iam::${HUB}:role/ProposalApprovedRole`;
  const document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: `arn:aws:iam::${HUB}:policy/app/*` }],
  } as const;
  return {
    principal: {
      kind: 'role',
      arn,
      id: 'AROA1',
      name: 'ProposalApprovedRole',
      path: '/',
      tags: {},
    },
    managed: [],
    inline: [{ principalArn: arn, name: 'own', document }],
    groups: [],
    boundary: null,
  };
}

export function aSubject(changes: Partial<DeploymentSubject> = {}): DeploymentSubject {
  const resource = (logicalId: string, type: string): StackResource => ({
    logicalId,
    physicalId: logicalId,
    type,
    status: 'CREATE_COMPLETE',
  });
  const pascal = (name: string) =>
    name.replaceAll(/(?:^|-)([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
  return {
    region: 'us-east-1',
    resources: [
      ...Object.keys(RULES).map((name) => resource(name, 'AWS::Events::Rule')),
      ...[...QUEUES, ...DEAD_LETTER_QUEUES].map((name) => resource(name, 'AWS::SQS::Queue')),
      ...Object.keys(TABLES).map((name) => resource(name, 'AWS::DynamoDB::Table')),
      ...FUNCTION_NAMES.map((name) =>
        resource(`${pascal(name)}LambdaFunction`, 'AWS::Lambda::Function'),
      ),
      resource('ProposalApprovedRole', 'AWS::IAM::Role'),
    ],
    slackSecretId: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:slack',
    teamId: 'T0WORKSPACE',
    externalId: 'external-id',
    sampleRoleArn: `arn:aws:iam::${HUB}:role/sample`,
    accounts: [
      { id: HUB, name: 'platform', apply: 'none', roles: [] },
      {
        id: SPOKE,
        name: 'production',
        apply: 'direct',
        roles: [{ purpose: 'reader', arn: `arn:aws:iam::${SPOKE}:role/rolemender/reader` }],
      },
    ],
    channels: ['C0PLATFORM'],
    approvers: [{ name: 'oncall', userGroup: 'S0ONCALL', users: [] }],
    ...changes,
  };
}

/** The ports over a world. */
export function readersOf(world: World) {
  const look = async <T>(name: string, value: () => T): Promise<T> => {
    const fault = world.faults.get(name);
    if (fault !== undefined) throw fault;
    return value();
  };
  const probe = <T>(value: T | undefined): Probe<T> =>
    value === undefined ? { kind: 'absent' } : { kind: 'found', value };
  const deployment: DeploymentReader = {
    caller: async () => world.caller,
    rule: async (name) => probe(world.rules.get(name)),
    trails: async () => world.trails,
    queue: async (url) => probe(world.queues.get(url)),
    table: async (name) => probe(world.tables.get(name)),
    session: async () => world.session,
  };
  const chat: ChatReader = {
    app: () => look('app', () => world.app),
    readChannel: () => look('channel', () => undefined),
    membersOf: (id) => look('membersOf', () => world.groups.get(id)!),
  };
  const read = () => look('secret', () => ({ current: world.secret, previous: null }));
  const secrets: SecretReader = { read, readAgain: read };
  const accounts = {
    findPrincipal: (arn: string) =>
      look('findPrincipal', () => world.roles.get(arn.slice(arn.lastIndexOf('/') + 1))),
    findManagedPolicy: () => Promise.reject(new Error('not asked')),
    findInlinePolicy: () => Promise.reject(new Error('not asked')),
    listCustomerManagedPolicies: () => Promise.reject(new Error('not asked')),
    quotas: () => Promise.reject(new Error('not asked')),
  };
  return { deployment, chat, secrets, accounts };
}
