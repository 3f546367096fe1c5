import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Reading } from '../../src/domain/denial/denial.ts';
import { readRecord } from '../../src/domain/denial/read-record.ts';
import { createReceiveDenials } from '../../src/usecases/receive-denials.ts';
import { toRecord } from '../../src/compose/demo/records.ts';
import { parseTaskDefinition } from '../../src/domain/denial/task-definition.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import type { TaskDefinitionReader } from '../../src/ports/task-definition-reader.ts';
import { aStoppedTask, aTaskDefinition } from '../builders/a-task-definition.ts';
import { aDecodedText, aDecoder, ENCODED } from '../builders/a-decoder.ts';
import { aDeniedCall } from '../builders/a-denied-call.ts';
import { aLocalWorld, type TestWorld } from '../builders/a-local-app.ts';

const EC2_WORDS =
  'You are not authorized to perform this operation. Encoded authorization failure message: ';

function encodedDenial(encoded: string): Extract<Reading, { kind: 'denial' }> {
  const record = toRecord(aDeniedCall({ source: 'ec2', operation: 'StopInstances' }), 1);
  const errorCode = 'Client.UnauthorizedOperation';
  const [reading] = readRecord({ ...record, errorCode, errorMessage: EC2_WORDS + encoded });
  if (reading?.kind !== 'denial') throw new Error(`not a denial: ${reading?.kind}`);
  return reading;
}

describe('usecases/receive-denials', () => {
  let world: TestWorld;
  beforeEach(async () => {
    world = await aLocalWorld();
  });
  afterEach(() => world.app.close());

  async function received(encoded: string, decoder?: ReturnType<typeof aDecoder>) {
    const { account, local, clock } = world;
    const receive = createReceiveDenials({
      store: local.store,
      accounts: account,
      clock,
      ...(decoder && { decoder }),
    });
    const { findingIds } = await receive([encodedDenial(encoded)]);
    return (await local.store.findFinding(findingIds[0]!))!;
  }

  it('decodes a message, and takes the cause that the policies prove', async () => {
    expect(await received(ENCODED.whole, aDecoder())).toMatchObject({
      cause: 'identity-policy-missing',
      state: 'open',
      resources: ['arn:aws:ec2:us-west-2:111122223333:instance/i-0123456789abcdef0'],
      sample: { required: [{ action: 'ec2:StopInstances', basis: 'message' }] },
    });
  });

  it('offers nothing where a Deny matched that no policy at hand holds', async () => {
    const finding = await received(ENCODED.whole, aDecoder(aDecodedText({ explicitDeny: true })));
    expect(finding).toMatchObject({ cause: 'unspecified', state: 'unfixable' });
  });

  it.each([
    ['STS is not configured', ENCODED.whole, undefined],
    ['it may not be decoded', ENCODED.refused, aDecoder()],
    ['it is of another account', ENCODED.ofOthers, aDecoder()],
    ['STS does not answer', ENCODED.throttled, aDecoder()],
  ])(
    'keeps the denial encoded, with the action of its event, where %s',
    async (_, text, decoder) => {
      expect(await received(text, decoder)).toMatchObject({
        cause: 'encoded',
        state: 'unfixable',
        sample: { required: [{ action: 'ec2:StopInstances' }], encodedMessage: text },
      });
    },
  );

  it('asks the task definition for what a stopped task’s text does not tell', async () => {
    const text =
      'ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: AccessDeniedException';
    const [reading] = readRecord(aStoppedTask(text));
    const { account, local, clock } = world;
    const receive = (taskDefinitions?: TaskDefinitionReader) =>
      createReceiveDenials({
        store: local.store,
        accounts: account,
        clock,
        ...(taskDefinitions && { taskDefinitions }),
      })(reading?.kind === 'denial' ? [reading] : []);
    const found = { findTaskDefinition: async () => parseTaskDefinition(aTaskDefinition()) };

    const { findingIds } = await receive(found);
    expect(await local.store.findFinding(findingIds[0]!)).toMatchObject({
      principalArn: 'arn:aws:iam::111122223333:role/app/execution',
      resources: ['arn:aws:secretsmanager:us-west-2:111122223333:secret:db-AbCdEf'],
    });
    const silent = { findTaskDefinition: () => Promise.reject(new AppError('throttled', 'x')) };
    const without = await receive(silent);
    expect(await local.store.findFinding(without.findingIds[0]!)).toMatchObject({ resources: [] });
  });
});
