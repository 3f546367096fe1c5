import { describe, expect, it } from '@jest/globals';
import {
  NO_ENVELOPE,
  readEcsServiceEvent,
  readEcsTask,
} from '../../../src/domain/denial/read-ecs-event.ts';
import { aStoppedTask } from '../../builders/a-cloudtrail-record.ts';

const readReason = (stoppedReason: string) =>
  readEcsTask(aStoppedTask({ stoppedReason }), NO_ENVELOPE);

const SENTENCE = (action: string, session = '0123456789abcdef0123456789abcdef') =>
  `AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/boot/${session} is not authorized to perform: ${action} on resource: arn:aws:x:us-east-1:123456789012:y because no identity-based policy allows the ${action} action`;

describe('domain/denial/read-ecs-event', () => {
  it('names the place, the role and the account of a task that did not start', () => {
    const text = `ResourceInitializationError: unable to pull secrets or registry auth: ${SENTENCE('ssm:GetParameters')}`;
    expect(readReason(text)).toMatchObject({
      kind: 'denial',
      source: 'ecs-task-stopped',
      account: '123456789012',
      region: 'us-east-1',
      principal: { arn: 'arn:aws:iam::123456789012:role/boot', ecsRole: 'execution' },
      required: [{ action: 'ssm:GetParameters', basis: 'message' }],
      ecs: { cluster: 'prod', service: 'api', task: '0123456789abcdef0123456789abcdef' },
    });
  });

  it.each([
    [
      'unable to pull secrets or registry auth: unable to retrieve secret from asm: AccessDeniedException: User: ...',
      'secretsmanager:GetSecretValue',
      'execution',
    ],
    [
      'unable to pull secrets or registry auth: unable to retrieve secret from asm: failed to fetch secret arn:aws:secretsmanager:us-east-1:123456789012:secret:s from secrets manager: AccessDeniedException: Access to KMS is not allowed',
      'kms:Decrypt',
      'execution',
    ],
    [
      'unable to pull secrets or registry auth: unable to retrieve secrets from ssm: AccessDeniedException',
      'ssm:GetParameters',
      'execution',
    ],
    [
      'unable to pull secrets or registry auth: unable to retrieve ecr registry auth: AccessDeniedException',
      'ecr:GetAuthorizationToken',
      'execution',
    ],
    [
      'failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: AccessDeniedException',
      'logs:CreateLogStream',
      'execution',
    ],
    [
      'failed to download env files: service call has been retried 1 time(s): AccessDenied: Access Denied',
      's3:GetObject',
      'execution',
    ],
    [
      "failed to invoke EFS utils commands to set up EFS volumes: stderr: b'mount.nfs4: access denied by server while mounting 127.0.0.1:/'",
      'elasticfilesystem:ClientMount',
      'task',
    ],
  ])('knows what the agent was doing in "%s"', (text, action, ecsRole) => {
    expect(readReason(`ResourceInitializationError: ${text}`)).toMatchObject({
      kind: 'denial',
      principal: { ecsRole },
      required: [{ action }],
    });
  });

  it('builds the repository’s ARN from the image of a refused pull', () => {
    const text =
      'CannotPullContainerError: failed to resolve ref 123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:latest: failed with status code [manifests latest]: 403 Forbidden';
    expect(readReason(text)).toMatchObject({
      required: [
        {
          action: 'ecr:BatchGetImage',
          resources: ['arn:aws:ecr:us-east-1:123456789012:repository/team/app'],
          basis: 'exception',
        },
      ],
      alsoLikely: [
        { action: 'ecr:BatchCheckLayerAvailability' },
        { action: 'ecr:GetDownloadUrlForLayer' },
      ],
    });
  });

  it('knows the Docker daemon’s role on EC2 and the role that a session gives away', () => {
    expect(
      readReason(
        'CannotStartContainerError: failed to initialize logging driver: failed to create Cloudwatch log group: AccessDeniedException',
      ),
    ).toMatchObject({ principal: { ecsRole: 'instance' } });
    expect(
      readReason(
        `CannotPullContainerError: ${SENTENCE('ecr:BatchGetImage', 'i-0123456789abcdef0')}`,
      ),
    ).toMatchObject({ principal: { ecsRole: 'instance' } });
  });

  it.each([
    [
      'ResourceInitializationError: unable to pull secrets or registry auth: There is a connection issue between the task and Amazon ECR.',
      'network',
    ],
    ['CannotPullContainerError: dial tcp 198.51.100.1:443: i/o timeout', 'network'],
    [
      'ResourceInitializationError: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestErr',
      'network',
    ],
    ['ResourceInitializationError: failed to validate logger args: : signal: killed', 'network'],
    ['CannotPullContainerError: manifest unknown', 'other-error'],
    [
      'CannotPullImageManifestError: denied: requested access to the resource is denied',
      'not-aws-iam',
    ],
    ['Essential container in task exited', 'no-denial-text'],
  ])('does not call "%s" a denial', (text, reason) => {
    expect(readReason(text)).toEqual({ kind: 'not-a-denial', reason });
  });

  it('says that a cut text cannot be told', () => {
    const text =
      'ResourceInitializationError: unable to retrieve secrets from ssm: service call has been retried 1 time...';
    expect(readReason(text)).toMatchObject({ kind: 'unreadable' });
  });

  it('acts on stopped tasks only, and finds the text in a container too', () => {
    const containers = [{ name: 'a' }, { name: 'b', reason: SENTENCE('ecr:BatchGetImage') }];
    expect(readEcsTask(aStoppedTask({ lastStatus: 'RUNNING' }), NO_ENVELOPE)).toEqual({
      kind: 'not-a-denial',
      reason: 'not-stopped',
    });
    expect(readEcsTask(aStoppedTask({ containers }), NO_ENVELOPE)).toMatchObject({
      kind: 'denial',
      principal: { ecsRole: 'execution' },
    });
  });

  it('takes the role’s ARN from the task’s overrides where the text names nobody', () => {
    const task = aStoppedTask({
      stoppedReason:
        'ResourceInitializationError: unable to retrieve secrets from ssm: AccessDeniedException',
      overrides: { executionRoleArn: 'arn:aws:iam::123456789012:role/boot' },
    });
    expect(readEcsTask(task, NO_ENVELOPE)).toMatchObject({
      principal: { arn: 'arn:aws:iam::123456789012:role/boot', ecsRole: 'execution' },
    });
  });

  it('reads a service that may not assume the task’s role', () => {
    const reason =
      "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/task' that was provided for this task.";
    expect(readEcsServiceEvent({ reason }, NO_ENVELOPE)).toMatchObject({
      principal: { kind: 'service', arn: null, ecsRole: 'task' },
      required: [{ action: 'sts:AssumeRole', resources: ['arn:aws:iam::123456789012:role/task'] }],
    });
  });

  it('names the field of a task that is wrong', () => {
    expect(readEcsTask({ taskArn: 'x' }, NO_ENVELOPE)).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringMatching(/^lastStatus: expected text/),
    });
  });
});
