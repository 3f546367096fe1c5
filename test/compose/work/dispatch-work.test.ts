import { afterEach, describe, expect, it } from '@jest/globals';
import {
  createMemoryAccount,
  type WritableAccount,
} from '../../../src/adapters/snapshot/snapshot-account.ts';
import { DEMO_ACCOUNT } from '../../../src/compose/demo/demo.ts';
import { AppError, type AppErrorCode } from '../../../src/kernel/app-error.ts';
import { createRequestRollback } from '../../../src/usecases/request-rollback.ts';
import { aDeniedCall, readingsOf } from '../../builders/a-denied-call.ts';
import { aClock, aLocalWorld, type TestWorld } from '../../builders/a-local-app.ts';

const CATALOG = 'arn:aws:iam::111122223333:role/service/VideoCatalogTaskRole';
const THUMBNAILS = 'arn:aws:iam::111122223333:role/service/VideoThumbnailTaskRole';

/** An account whose reads and writes of one role fail so often with a fault, once it is broken. */
function aBreakableAccount() {
  const account = createMemoryAccount(DEMO_ACCOUNT, { clock: aClock(), newId: () => 'ANPATEST' });
  let [left, code]: [number, AppErrorCode] = [0, 'throttled'];
  const fail = () => {
    if (left-- > 0) throw new AppError(code, 'IAM does not answer');
  };
  const broken: WritableAccount = {
    ...account,
    findPrincipal: async (arn) => {
      if (arn === CATALOG) fail();
      return account.findPrincipal(arn);
    },
    setDefaultPolicyVersion: async (...order) => {
      fail();
      return account.setDefaultPolicyVersion(...order);
    },
  };
  const breakIt = (times: number, how: AppErrorCode = 'throttled') => {
    [left, code] = [times, how];
  };
  return { broken, breakIt };
}

describe('compose/work/dispatch-work', () => {
  let world: TestWorld;
  let breakIt: ReturnType<typeof aBreakableAccount>['breakIt'];
  afterEach(() => world.app.close());

  async function start(): Promise<void> {
    const account = aBreakableAccount();
    breakIt = account.breakIt;
    world = await aLocalWorld({ account: account.broken });
  }

  const proposalsOf = async (arn: string) =>
    (await world.local.store.listOfPrincipal(arn)).proposals;
  const statesOf = async (arn: string) => (await proposalsOf(arn)).map(({ state }) => state);
  const approve = async () => {
    const { id, digest } = (await proposalsOf(CATALOG))[0]!;
    await world.app.decide({ proposalId: id, digest, verdict: 'approved', by: 'x', reason: null });
  };
  const both = () => [
    ...readingsOf(aDeniedCall(), 1),
    ...readingsOf(
      aDeniedCall({
        role: 'VideoThumbnailTaskRole',
        source: 's3',
        operation: 'PutObject',
        action: 's3:PutObject',
        resource: 'arn:aws:s3:::example-video-previews/poster.jpg',
      }),
      2,
    ),
  ];

  it.each([1, 5])('offers what it could not read for %p times', async (times) => {
    await start();
    breakIt(times);
    await world.app.feed(readingsOf(aDeniedCall()));
    expect(await statesOf(CATALOG)).toEqual(['offered']);
  });

  it.each([1, 2, 3, 4, 5, 6, 7])('applies and verifies when IAM fails %p times', async (times) => {
    await start();
    await world.app.feed(readingsOf(aDeniedCall()));
    breakIt(times);
    await approve();
    expect(await statesOf(CATALOG)).toEqual(['verified']);
  });

  it.each([1, 2, 3])('rolls back when IAM fails %p times', async (times) => {
    await start();
    await world.app.feed(readingsOf(aDeniedCall()));
    await approve();
    const { id } = (await proposalsOf(CATALOG))[0]!;
    const order = { proposalId: id, by: 'x', reason: null };
    const { store } = world.local;
    const request = createRequestRollback({
      ...world,
      store,
      accounts: world.account,
      diff: () => '',
    });
    await request(order);
    breakIt(times);
    await world.app.resume();
    expect(await statesOf(CATALOG)).toEqual(['rolled-back']);
  });

  it('goes on with others’ work while one principal cannot be read, and keeps its work', async () => {
    await start();
    breakIt(1000);
    await world.app.feed(both());

    expect(await statesOf(THUMBNAILS)).toEqual(['offered']);
    expect(await statesOf(CATALOG)).toEqual([]);
    const [waiting] = (await world.local.store.listOfPrincipal(CATALOG)).findings;
    expect(waiting!.outbox).toHaveLength(1);
    breakIt(0);
    await world.app.resume();
    expect(await statesOf(CATALOG)).toEqual(['offered']);
  });

  it('tells a fault that does not pass, after the others’ work', async () => {
    await start();
    breakIt(1, 'access-denied');
    await expect(world.app.feed(both())).rejects.toMatchObject({ code: 'access-denied' });

    expect(await statesOf(THUMBNAILS)).toEqual(['offered']);
    expect(await statesOf(CATALOG)).toEqual([]);
    await world.app.resume();
    expect(await statesOf(CATALOG)).toEqual(['offered']);
  });
});
