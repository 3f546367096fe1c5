import { afterEach, describe, expect, it } from '@jest/globals';
import { toRecord } from '../../src/compose/demo/records.ts';
import { CAUSES } from '../../src/domain/denial/cause.ts';
import type { Denial, Reading } from '../../src/domain/denial/denial.ts';
import { readRecord } from '../../src/domain/denial/read-record.ts';
import { aDeniedCall, readingsOf } from '../builders/a-denied-call.ts';
import { aLocalWorld, type TestWorld } from '../builders/a-local-app.ts';

const SERVICES = ['ecs', 'ecs-tasks', 'lambda', 'ec2', 'events', 'cloudtrail', 'delivery.logs'];

/** Denials of AWS's own services: of the catalog's table, in its account, for the reason that an Allow cures. */
function* ofServices(count: number): Generator<Reading> {
  for (let n = 0; n < count; n++) {
    const invokedBy = `${SERVICES[n % SERVICES.length]}.amazonaws.com`;
    const record = toRecord(aDeniedCall(), n);
    const message = `User: ${invokedBy} is not authorized to perform: dynamodb:Scan on resource: arn:aws:dynamodb:us-west-2:111122223333:table/t${n % 40} because no identity-based policy allows the dynamodb:Scan action`;
    const userIdentity = { type: 'AWSService', invokedBy };
    yield* readRecord({ ...record, userIdentity, errorMessage: message });
  }
}

describe('scenarios/nothing-to-offer', () => {
  let world: TestWorld;

  afterEach(() => world.app.close());

  async function proposals(): Promise<number> {
    let count = 0;
    for await (const one of world.local.store.listAll()) if (one.kind === 'proposal') count++;
    return count;
  }

  it('offers nothing for 10,000 denials of AWS’s own services', async () => {
    world = await aLocalWorld();
    const fed = await world.app.feed(ofServices(10_000));

    expect(fed.counted).toBe(10_000);
    expect(await proposals()).toBe(0);
  });

  it.each(CAUSES.filter((cause) => cause !== 'identity-policy-missing'))(
    'offers nothing where the cause is %s',
    async (cause) => {
      world = await aLocalWorld();
      const [reading] = readingsOf(aDeniedCall());
      await world.app.feed([{ ...(reading as Denial), cause }]);

      expect(await proposals()).toBe(0);
      expect(await world.app.listFindings()).toMatchObject([{ state: 'unfixable', cause }]);
    },
  );

  it('offers it where an Allow cures the cause', async () => {
    world = await aLocalWorld();
    await world.app.feed(readingsOf(aDeniedCall()));

    expect(await proposals()).toBe(1);
  });
});
