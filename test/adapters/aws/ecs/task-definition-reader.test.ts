import { ClientException, type ECSClient } from '@aws-sdk/client-ecs';
import { describe, expect, it } from '@jest/globals';
import { createEcsTaskDefinitionReader } from '../../../../src/adapters/aws/ecs/task-definition-reader.ts';
import { aTaskDefinition, TASK_DEFINITION } from '../../../builders/a-task-definition.ts';

const reading = (answer: () => unknown) =>
  createEcsTaskDefinitionReader({
    client: { send: async () => answer() } as Pick<ECSClient, 'send'>,
  }).findTaskDefinition(TASK_DEFINITION);

const failing = (error: Error) => () => {
  throw error;
};

describe('adapters/aws/ecs/task-definition-reader', () => {
  it('answers what a definition tells', async () => {
    expect(await reading(() => ({ taskDefinition: aTaskDefinition() }))).toMatchObject({
      arn: TASK_DEFINITION,
      executionRoleArn: 'arn:aws:iam::111122223333:role/app/execution',
      secrets: [
        'arn:aws:secretsmanager:us-west-2:111122223333:secret:db-AbCdEf:password::',
        '/app/key',
      ],
    });
  });

  it('answers undefined for one that is gone, and throws what could not be read', async () => {
    const gone = new ClientException({
      message: 'Unable to describe task definition.',
      $metadata: {},
    });
    expect(await reading(failing(gone))).toBeUndefined();
    expect(await reading(() => ({}))).toBeUndefined();
    const refused = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    await expect(reading(failing(refused))).rejects.toMatchObject({
      name: 'AppError',
      code: 'access-denied',
    });
  });
});
