import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { likelyNext, type NamedArns } from '../../../src/domain/permission/likely-next.ts';
import { aPermission } from '../../builders/a-denial.ts';

const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const TASK_ROLE = 'arn:aws:iam::123456789012:role/orders-task';
const GROUP = 'arn:aws:logs:us-east-1:123456789012:log-group:/ecs/orders';
const REPOSITORY = 'arn:aws:ecr:us-east-1:123456789012:repository/team/app';
const THING = 'arn:aws:s3:::orders/a';

const NOTHING: NamedArns = { kmsKeys: [], roles: [] };

/** `action on resource`, for each permission that is likely next. */
const next = (action: string, resources: readonly string[] = [THING], named = NOTHING) =>
  likelyNext([aPermission({ action, resources })], () => named).map(
    (one) => `${one.action} on ${one.resources.join(', ') || '?'}`,
  );

describe('domain/permission/likely-next', () => {
  it.each([
    ['s3:GetObject', ['kms:Decrypt']],
    ['s3:PutObject', ['kms:GenerateDataKey', 'kms:Decrypt']],
    ['sqs:SendMessage', ['kms:GenerateDataKey', 'kms:Decrypt']],
    ['sqs:ReceiveMessage', ['kms:Decrypt']],
    ['sns:Publish', ['kms:GenerateDataKey', 'kms:Decrypt']],
    ['secretsmanager:GetSecretValue', ['kms:Decrypt']],
    ['ssm:GetParameters', ['kms:Decrypt']],
    ['ssm:PutParameter', ['kms:Encrypt']],
    ['dynamodb:Query', ['kms:Decrypt']],
    ['kinesis:PutRecord', ['kms:GenerateDataKey']],
    ['KINESIS:getrecords', ['kms:Decrypt']],
  ])('offers what %s needs of the key that the event names, and of no other', (action, actions) => {
    const named = { kmsKeys: [KEY], roles: [] };

    expect(next(action, [THING], named)).toEqual(actions.map((one) => `${one} on ${KEY}`));
    expect(next(action)).toEqual([]);
  });

  it.each([
    'ecs:RunTask',
    'ecs:RegisterTaskDefinition',
    'lambda:CreateFunction',
    'states:CreateStateMachine',
  ])('offers iam:PassRole after %s, for the role that the call names', (action) => {
    expect(next(action, [THING], { kmsKeys: [], roles: [TASK_ROLE] })).toEqual([
      `iam:PassRole on ${TASK_ROLE}`,
    ]);
    expect(next(action)).toEqual(['iam:PassRole on ?']);
  });

  it.each([[GROUP], [`${GROUP}:*`], [`${GROUP}:log-stream:`], [`${GROUP}:log-stream:app/1`]])(
    'offers the log stream and its events inside the log group of %s',
    (resource) => {
      const events = `logs:PutLogEvents on ${GROUP}:*`;

      expect(next('logs:CreateLogGroup', [resource])).toEqual([
        `logs:CreateLogStream on ${GROUP}:*`,
        events,
      ]);
      expect(next('logs:CreateLogStream', [resource])).toEqual([events]);
    },
  );

  it('does not make every log group of one that is not known', () => {
    const all = 'arn:aws:logs:us-east-1:123456789012:log-group:*';

    expect(next('logs:CreateLogStream', [all])).toEqual(['logs:PutLogEvents on ?']);
    expect(next('logs:CreateLogStream', ['*'])).toEqual(['logs:PutLogEvents on ?']);
  });

  it('offers the rest of an image’s pull, on the repository where it is known', () => {
    const [check, layer, image] = [
      'ecr:BatchCheckLayerAvailability',
      'ecr:GetDownloadUrlForLayer',
      'ecr:BatchGetImage',
    ];

    expect(next('ecr:GetAuthorizationToken', ['*'])).toEqual(
      [check, layer, image].map((one) => `${one} on ?`),
    );
    expect(next('ecr:BatchGetImage', [REPOSITORY])).toEqual(
      [check, layer].map((one) => `${one} on ${REPOSITORY}`),
    );
  });

  it('offers the other channels of ECS Exec, which have no resource', () => {
    expect(next('ssmmessages:CreateControlChannel', ['*'])).toEqual([
      'ssmmessages:CreateDataChannel on *',
      'ssmmessages:OpenControlChannel on *',
      'ssmmessages:OpenDataChannel on *',
    ]);
  });

  it('never offers what was lacking already, nothing twice, and `*` only where there is no resource', () => {
    const action = fc.constantFrom(
      's3:GetObject',
      'sqs:SendMessage',
      'kms:Decrypt',
      'ecs:RunTask',
      'iam:PassRole',
      'logs:CreateLogGroup',
      'logs:PutLogEvents',
      'ecr:GetAuthorizationToken',
      'ecr:BatchGetImage',
      'ssmmessages:OpenDataChannel',
      'elasticfilesystem:ClientMount',
      'dynamodb:Scan',
    );
    const resource = fc.constantFrom('*', GROUP, REPOSITORY, THING);
    const permission = fc.record({ action, resource });
    fc.assert(
      fc.property(fc.array(permission, { maxLength: 5 }), (lacked) => {
        const required = lacked.map((one) => aPermission({ ...one, resources: [one.resource] }));
        const likely = likelyNext(required, () => ({ kmsKeys: [KEY], roles: [TASK_ROLE] }));
        const names = likely.map((one) => one.action);
        expect(new Set(names).size).toBe(names.length);
        expect(names.filter((name) => lacked.some((one) => one.action === name))).toEqual([]);
        const onAll = likely.filter(({ resources }) => resources.includes('*'));
        expect(onAll.filter((one) => !one.action.startsWith('ssmmessages:'))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('looks into the event only where a rule asks for it', () => {
    const named = () => {
      throw new Error('asked');
    };

    expect(likelyNext([aPermission({ action: 'dynamodb:DescribeTable' })], named)).toEqual([]);
  });
});
