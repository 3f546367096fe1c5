import { afterEach, describe, expect, it } from '@jest/globals';
import { createEcsTaskDefinitionReader } from '../../../../src/adapters/aws/ecs/task-definition-reader.ts';
import {
  aJson,
  aJsonError,
  type AwsAnswer,
  type FakeAws,
  startFakeAws,
  towards,
} from '../../../builders/fake-aws.ts';
import { aTaskDefinition } from '../../../builders/a-task-definition.ts';

const ARN = 'arn:aws:ecs:us-west-2:111122223333:task-definition/orders:7';

describe('adapters/aws/ecs/task-definition-reader', () => {
  let aws: FakeAws | undefined;
  afterEach(() => aws?.stop());

  async function read(answer: AwsAnswer) {
    aws = await startFakeAws(() => answer);
    const settings = towards(aws);
    const asked: string[] = [];
    const reader = createEcsTaskDefinitionReader({
      optionsFor: (account) => {
        asked.push(account);
        return settings;
      },
    });
    return { roles: await reader.findTaskDefinition(ARN), asked };
  }

  it('tells what a definition names, in the account and region of the ARN', async () => {
    const { roles, asked } = await read(aJson({ taskDefinition: aTaskDefinition() }));
    expect(roles).toMatchObject({
      executionRoleArn: 'arn:aws:iam::111122223333:role/app/execution',
    });
    expect(asked).toEqual(['111122223333']);
    expect(aws?.calls[0]?.headers.authorization).toContain('/us-west-2/ecs/');
  });

  it('knows when there is none, and does not take a failure for that', async () => {
    expect((await read(aJsonError('ClientException'))).roles).toBeUndefined();
    await aws?.stop();
    await expect(read(aJsonError('AccessDeniedException'))).rejects.toMatchObject({
      code: 'access-denied',
    });
    await aws?.stop();
    await expect(read(aJsonError('ServerException', 500))).rejects.toMatchObject({
      code: 'unavailable',
    });
  });
});
