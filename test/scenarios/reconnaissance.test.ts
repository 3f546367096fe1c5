import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isReconnaissanceAlert } from '../../src/domain/finding/reconnaissance.ts';
import { moveFinding } from '../../src/domain/finding/transitions.ts';
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

  it('raises one alert and offers nothing, however many different actions are tried', async () => {
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

  it('offers again what is denied after a person lifted the alert', async () => {
    await world.app.feed(triesOut(16));
    const [alert] = await alerts();
    const at = world.clock.now();
    const lift = { to: 'suppressed', at, by: 'security', detail: 'a test of ours' } as const;
    await world.local.store.save(moveFinding(alert!, lift, { settledAt: at }));
    const later = (Date.parse(at) - Date.parse('2026-03-02T03:10:00Z')) / 1000 + 60;
    const resource = 'arn:aws:dynamodb:us-west-2:111122223333:table/other';

    await world.app.feed(readingsOf(aDeniedCall({ resource }), later));

    const offered = (await ofRole()).proposals.filter(({ state }) => state === 'offered');
    expect(offered).toHaveLength(1);
    expect(await alerts()).toHaveLength(1);
  });
});
