import { describe, expect, it } from '@jest/globals';
import type { Denial } from '../../../src/domain/denial/denial.ts';
import { readRecord } from '../../../src/domain/denial/read-record.ts';
import { parseTaskDefinition } from '../../../src/domain/denial/task-definition.ts';
import {
  taskDefinitionToRead,
  withTaskDefinition,
} from '../../../src/domain/denial/with-task-definition.ts';
import {
  aStoppedTask,
  aTaskDefinition,
  TASK_DEFINITION,
} from '../../builders/a-task-definition.ts';

const definition = parseTaskDefinition(aTaskDefinition())!;
const REGION = 'us-west-2:111122223333';

function denied(text: string): Denial {
  const [reading] = readRecord(aStoppedTask(text));
  if (reading?.kind !== 'denial') throw new Error(`not a denial: ${reading?.kind}`);
  return reading;
}

const SECRET =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): AccessDeniedException';

describe('domain/denial/with-task-definition', () => {
  it.each([
    [SECRET, `arn:aws:secretsmanager:${REGION}:secret:db-AbCdEf`],
    [
      SECRET.replace('secret from asm', 'secrets from ssm'),
      `arn:aws:ssm:${REGION}:parameter/app/key`,
    ],
    [
      'CannotPullContainerError: pull image manifest has been retried 1 time(s): 403 Forbidden AccessDenied: not authorized. Check that the role has the permissions to pull images',
      `arn:aws:ecr:${REGION}:repository/team/app`,
    ],
    [
      'ResourceInitializationError: failed to download env files: AccessDenied: access denied',
      'arn:aws:s3:::config/app.env',
    ],
    [
      'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: AccessDeniedException',
      `arn:aws:logs:${REGION}:log-group:/ecs/app:*`,
    ],
  ])('names the resource and the role of %j', (text, resource) => {
    const before = denied(text);
    expect(taskDefinitionToRead(before)).toBe(TASK_DEFINITION);
    const { required, principal } = withTaskDefinition(before, definition);

    expect(required[0]).toMatchObject({ resources: [resource], confidence: 'medium' });
    expect(principal).toMatchObject({
      kind: 'role',
      arn: 'arn:aws:iam::111122223333:role/app/execution',
      ecsRole: 'execution',
    });
  });

  it('names the task role and the file system of a mount', () => {
    const text =
      'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: access denied by server while mounting 127.0.0.1:/';
    const { required, principal } = withTaskDefinition(denied(text), definition);

    expect(required[0]?.resources).toEqual([
      `arn:aws:elasticfilesystem:${REGION}:file-system/fs-0123456789abcdef0`,
    ]);
    expect(principal.arn).toBe('arn:aws:iam::111122223333:role/app/task');
  });

  it('names every secret where the text does not tell which, and is sure of none', () => {
    const secrets = ['a', 'b'].map((name) => ({
      name,
      valueFrom: `arn:aws:secretsmanager:${REGION}:secret:${name}-AbCdEf:key::`,
    }));
    const several = parseTaskDefinition(aTaskDefinition({ secrets }))!;

    expect(withTaskDefinition(denied(SECRET), several).required[0]).toMatchObject({
      resources: ['a', 'b'].map((name) => `arn:aws:secretsmanager:${REGION}:secret:${name}-AbCdEf`),
      confidence: 'low',
    });
  });

  it('changes nothing that the text names itself', () => {
    const named =
      'ResourceInitializationError: unable to pull secrets: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/other/0123456789abcdef0123456789abcdef is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-west-2:111122223333:secret:x-AbCdEf because no identity-based policy allows the secretsmanager:GetSecretValue action';
    const before = denied(named);

    expect(taskDefinitionToRead(before)).toBeUndefined();
    expect(withTaskDefinition(before, definition)).toMatchObject({
      principal: before.principal,
      required: before.required,
    });
  });

  it.each([null, [], 'x', {}, { taskDefinitionArn: 7 }])('takes %j for no definition', (value) => {
    expect(parseTaskDefinition(value)).toBeUndefined();
  });

  it('reads a definition whose members are anything', () => {
    const strange = { containerDefinitions: [null, 7, { secrets: 'x', image: {} }], volumes: [[]] };
    expect(parseTaskDefinition({ ...aTaskDefinition(), ...strange })).toMatchObject({
      images: [],
      secrets: [],
      fileSystemIds: [],
    });
  });
});
