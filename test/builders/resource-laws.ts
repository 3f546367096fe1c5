import * as fc from 'fast-check';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import { draftStatement } from '../../src/domain/denial/draft-statement.ts';
import { toQuestion } from '../../src/domain/denial/question.ts';
import type { RequiredPermission } from '../../src/domain/permission/required-permission.ts';
import { evaluateRequest } from '../../src/domain/policy/evaluate.ts';
import type { PolicyStatement } from '../../src/domain/policy/policy-document.ts';
import { aDenial } from './a-denial.ts';
import { aCall } from './a-located-call.ts';

const PLACE = 'us-east-1:123456789012';
const ROLE = 'arn:aws:iam::123456789012:role/App';

type Family = {
  readonly action: string;
  readonly other: string;
  readonly call: (name: string) => ReturnType<typeof aCall>;
  /** The ARN that AWS checks. */
  readonly denied: (name: string) => string;
  readonly names: fc.Arbitrary<string>;
  /** What the Allow means to cover beside the denied ARN; nothing where it is left out. */
  readonly means?: (resource: string, name: string) => boolean;
};

const hostile = (units: string, maxLength = 12) =>
  fc.string({ unit: fc.constantFrom(...units.split('')), minLength: 1, maxLength });
const plain = hostile('abZ-_9', 10).map((name) => `abc${name}`);
const hex = fc.string({
  unit: fc.constantFrom(...'0123456789abcdef'.split('')),
  minLength: 17,
  maxLength: 17,
});
const table = `arn:aws:dynamodb:${PLACE}:table/`;
const secret = `arn:aws:secretsmanager:${PLACE}:secret:`;
const group = `arn:aws:logs:${PLACE}:log-group:`;
const tasks = `arn:aws:ecs:${PLACE}:task-definition/`;

/** Services whose names are told apart in different ways; the first three take hostile ones. */
const FAMILIES: readonly Family[] = [
  {
    action: 's3:GetObject',
    other: 's3:PutObject',
    names: hostile('ab/*?${}.:é -'),
    call: (key) => aCall('s3', 'GetObject', { bucketName: 'orders', key }),
    denied: (key) => `arn:aws:s3:::orders/${key}`,
  },
  {
    action: 'cloudwatch:SetAlarmState',
    other: 'cloudwatch:DeleteAlarms',
    names: hostile('ab*?$ {}:/é'),
    call: (alarmName) => aCall('monitoring', 'SetAlarmState', { alarmName }),
    denied: (name) => `arn:aws:cloudwatch:${PLACE}:alarm:${name}`,
  },
  {
    action: 'iot:Publish',
    other: 'iot:RetainPublish',
    names: hostile('ab*?$/+#'),
    call: (topic) => aCall('iotdata', 'Publish', { topic }),
    denied: (topic) => `arn:aws:iot:${PLACE}:topic/${topic}`,
  },
  {
    action: 'logs:PutLogEvents',
    other: 'logs:CreateLogStream',
    names: hostile('ab/[$]?.-'),
    call: (logStreamName) => aCall('logs', 'PutLogEvents', { logGroupName: '/app', logStreamName }),
    denied: (name) => `${group}/app:log-stream:${name}`,
  },
  {
    action: 'logs:DescribeLogStreams',
    other: 'logs:DeleteLogGroup',
    names: hostile('ab/.#-_'),
    call: (logGroupName) => aCall('logs', 'DescribeLogStreams', { logGroupName }),
    denied: (name) => `${group}${name}:log-stream:`,
    means: (resource, name) => resource.startsWith(`${group}${name}:`),
  },
  {
    action: 'dynamodb:GetItem',
    other: 'dynamodb:PutItem',
    names: plain,
    call: (tableName) => aCall('dynamodb', 'GetItem', { tableName }),
    denied: (name) => table + name,
  },
  {
    action: 'secretsmanager:GetSecretValue',
    other: 'secretsmanager:PutSecretValue',
    names: hostile('ab/+=.@-_'),
    call: (secretId) => aCall('secretsmanager', 'GetSecretValue', { secretId }),
    denied: (name) => `${secret}${name}-AbCdEf`,
    means: (resource, name) =>
      resource.startsWith(`${secret}${name}-`) &&
      resource.length === `${secret}${name}-`.length + 6,
  },
  {
    action: 'ecs:RunTask',
    other: 'ecs:StartTask',
    names: plain,
    call: (taskDefinition) => aCall('ecs', 'RunTask', { taskDefinition }),
    denied: (name) => `${tasks}${name}:7`,
    means: (resource, name) => resource.startsWith(`${tasks}${name}:`),
  },
  {
    action: 'ssm:GetParameter',
    other: 'ssm:PutParameter',
    names: hostile('ab/.-_').map((name) => `/a${name}`),
    call: (name) => aCall('ssm', 'GetParameter', { name }),
    denied: (name) => `arn:aws:ssm:${PLACE}:parameter${name}`,
  },
  {
    action: 'ec2:StopInstances',
    other: 'ec2:TerminateInstances',
    names: hex.map((digits) => `i-${digits}`),
    call: (instanceId) =>
      aCall('ec2', 'StopInstances', { instancesSet: { items: [{ instanceId }] } }),
    denied: (id) => `arn:aws:ec2:${PLACE}:instance/${id}`,
  },
];

/** One change of a text: what a pattern that is too wide would take too. */
const change = fc.oneof(
  fc.constantFrom('x', '/', '*', '/x', ':x', '-x', ' ').map((end) => (arn: string) => arn + end),
  fc.nat({ max: 200 }).map((at) => (arn: string) => without(arn, at % arn.length)),
  fc.tuple(fc.nat({ max: 200 }), fc.constantFrom(...'xA*?/:0'.split(''))).map(
    ([at, by]) =>
      (arn: string) =>
        without(arn, at % arn.length, by),
  ),
  fc.constantFrom(
    (arn: string) => arn.replace('us-east-1', 'us-west-1'),
    (arn: string) => arn.replace('123456789012', '123456789013'),
    (arn: string) => arn.replace('arn:aws:', 'arn:aws-cn:'),
    (arn: string) => arn.toUpperCase(),
    (arn: string) => arn.slice(0, -2),
    (arn: string) => arn.slice(0, arn.lastIndexOf('/') + 1) + 'other',
  ),
);

function without(text: string, at: number, by = ''): string {
  return text.slice(0, at) + by + text.slice(at + 1);
}

// Three dots are how AWS cuts a text, so that nothing is written for them.
const isWhole = (name: string) => !name.includes('...');

const probe = fc
  .constantFrom(...FAMILIES)
  .chain((family) =>
    fc.tuple(
      fc.constant(family),
      family.names.filter(isWhole),
      fc.array(change, { minLength: 10, maxLength: 10 }),
    ),
  );

function isAllowed(statement: PolicyStatement, action: string, resource: string): boolean {
  const request = { principal: ROLE, action, resource, context: {}, contextIsComplete: true };
  const identityPolicies = [{ Version: '2012-10-17', Statement: [statement] }];
  return evaluateRequest(request, { identityPolicies }).decision === 'allowed';
}

function draft(required: readonly RequiredPermission[]): PolicyStatement {
  const drafted = draftStatement(toQuestion(aDenial({ required })));
  if (drafted.kind === 'refused') throw new Error(`refused: ${drafted.code}`);
  return drafted.statement;
}

/**
 * A statement that a request's resource gives allows the ARN that AWS checks, and none of ten near
 * misses, nor another action. Gives the number of probes that it made.
 */
export async function checkAllows(numRuns: number): Promise<number> {
  const catalog = createCatalog();
  await catalog.whenLoaded(() =>
    FAMILIES.map(({ action, call }) => catalog.lookUp(call('a'), { action, resource: null })),
  );
  let probes = 0;
  fc.assert(
    fc.property(probe, ([family, name, changes]) => {
      const denied = family.denied(name);
      const required =
        catalog.lookUp(family.call(name), { action: family.action, resource: null }) ?? [];
      const statement = draft(required);
      const misses = changes
        .map((by) => by(denied))
        .filter((one) => one !== denied && family.means?.(one, name) !== true);
      probes += misses.length + 2;
      const wrong = misses.filter((one) => isAllowed(statement, family.action, one));
      if (!isAllowed(statement, family.action, denied)) throw new Error(`does not allow ${denied}`);
      if (isAllowed(statement, family.other, denied)) throw new Error(`allows ${family.other}`);
      if (wrong.length > 0) throw new Error(`${JSON.stringify(statement)} allows ${wrong[0]}`);
    }),
    { numRuns },
  );
  return probes;
}
