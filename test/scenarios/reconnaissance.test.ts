import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isReconnaissanceAlert } from '../../src/domain/finding/reconnaissance.ts';
import { aDeniedCall, readingsOf } from '../builders/a-denied-call.ts';
import { aLocalWorld, type TestWorld } from '../builders/a-local-app.ts';

const ROLE = 'arn:aws:iam::111122223333:role/service/VideoCatalogTaskRole';
const TABLE_ACTIONS = `BatchGetItem BatchWriteItem ConditionCheckItem DeleteItem DescribeTable
  DescribeTimeToLive ListTagsOfResource PartiQLSelect Query Scan TagResource UntagResource
  UpdateTable UpdateTimeToLive CreateBackup DescribeContinuousBackups`.split(/\s+/);

/** The role is denied so many different actions on its table, one a second from the n-th second on. */
const triesOut = (count: number, from = 0) =>
  TABLE_ACTIONS.slice(0, count).flatMap((operation, i) =>
    readingsOf(aDeniedCall({ operation }), from + i + 1),
  );

// Whoever stole a task's credentials calls one thing after the other to see what they may do.
describe('scenarios/reconnaissance', () => {
  let world: TestWorld;

  beforeEach(async () => {
    world = await aLocalWorld();
  });

  afterEach(() => world.app.close());

  const ofRole = () => world.local.store.listOfPrincipal(ROLE);
  const alerts = async () => (await ofRole()).findings.filter(isReconnaissanceAlert);

  it('offers what a service that lacks several permissions needs', async () => {
    await world.app.feed(triesOut(10));

    expect((await ofRole()).proposals).toHaveLength(1);
    expect(await alerts()).toEqual([]);
  });

  it('row 5: raises one alert and offers nothing, however many different actions are tried', async () => {
    await world.app.feed(triesOut(16));
    await world.app.feed(readingsOf(aDeniedCall({ source: 's3', operation: 'ListBucket' }), 30));
    await world.app.feed(readingsOf(aDeniedCall({ operation: 'ExportTableToPointInTime' }), 31));

    const [alert, ...more] = await alerts();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ state: 'unfixable', owner: 'security team', outbox: [] });
    expect([...world.notifier.posts]).toEqual([alert!.id]);
    expect((await ofRole()).proposals).toEqual([]);
    const others = (await ofRole()).findings.filter((one) => !isReconnaissanceAlert(one));
    expect(new Set(others.map(({ state }) => state))).toEqual(new Set(['open']));
  });

  it('takes back what was offered before', async () => {
    await world.app.feed(triesOut(3));
    await world.app.feed(triesOut(16));

    const { proposals } = await ofRole();
    expect(proposals.map(({ state }) => state)).toEqual(['superseded']);
    expect(proposals[0]?.note).toContain('reconnaissance');
  });

  it('leaves other principals alone', async () => {
    await world.app.feed(triesOut(16));
    const call = aDeniedCall({
      role: 'VideoThumbnailTaskRole',
      source: 's3',
      operation: 'PutObject',
      action: 's3:PutObject',
      resource: 'arn:aws:s3:::example-video-previews/poster.jpg',
    });
    await world.app.feed(readingsOf(call, 40));

    const other = 'arn:aws:iam::111122223333:role/service/VideoThumbnailTaskRole';
    expect((await world.local.store.listOfPrincipal(other)).proposals).toHaveLength(1);
  });

  /** Seconds of an event that is later than now. */
  const afterNow = () =>
    (Date.parse(world.clock.now()) - Date.parse('2026-03-02T03:10:00Z')) / 1000 + 60;
  const lift = async (reason = 'a test of ours') =>
    world.app.liftAlert({ findingId: (await alerts())[0]!.id, by: 'Zoë', reason });
  const offered = async () => (await ofRole()).proposals.filter(({ state }) => state === 'offered');

  it('offers again what is denied after a person lifted the alert, and nothing that was tried out', async () => {
    await world.app.feed(triesOut(16));
    const lifted = await lift();
    expect(lifted).toMatchObject({ kind: 'lifted', finding: { state: 'suppressed' } });
    await world.app.resume();
    expect(await offered()).toEqual([]);

    await world.app.feed(readingsOf(aDeniedCall({ operation: 'Query' }), afterNow()));

    const [proposal, ...more] = await offered();
    expect(more).toEqual([]);
    expect(proposal!.statements.flatMap(({ Action }) => Action)).toEqual(['dynamodb:Query']);
    expect((await alerts())[0]!.history.at(-1)).toMatchObject({
      by: 'Zoë',
      detail: 'a test of ours',
    });
  });

  it('is not lifted by events, whatever they say', async () => {
    await world.app.feed(triesOut(16));
    const [alert] = await alerts();
    const words = [alert!.fingerprint, alert!.id, 'finding-settled', 'suppressed'];
    for (const [n, word] of words.entries()) {
      const call = { session: word, operation: `Get${word.replace(/\W/g, '')}` };
      await world.app.feed(readingsOf(aDeniedCall(call), afterNow() + n));
    }
    await world.app.resume();

    expect(await alerts()).toMatchObject([{ id: alert!.id, state: 'unfixable', settledAt: null }]);
    expect(await offered()).toEqual([]);
  });

  it('raises another alert when it goes on after one was lifted', async () => {
    await world.app.feed(triesOut(16));
    await lift();
    await world.app.feed(triesOut(16, afterNow()));

    const states = (await alerts()).map(({ state }) => state);
    expect(states.toSorted()).toEqual(['suppressed', 'unfixable']);
    expect(await offered()).toEqual([]);
  });
});
