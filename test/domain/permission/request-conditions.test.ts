import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withRequestConditions } from '../../../src/domain/permission/request-conditions.ts';
import { statementsOf } from '../../../src/domain/policy/policy-document.ts';
import { readRecord } from '../../../src/domain/denial/read-record.ts';
import { toRecord } from '../../../src/compose/demo/records.ts';
import { aPermission } from '../../builders/a-denial.ts';
import { aDeniedCall } from '../../builders/a-denied-call.ts';
import { aLocalWorld, type TestWorld } from '../../builders/a-local-app.ts';

const PUT = 'cloudwatch:PutMetricData';
const put = aPermission({ action: PUT, resources: ['*'] });
const conditionOf = (parameters: Readonly<Record<string, unknown>> | null) =>
  withRequestConditions([put], parameters)[0]!.condition;

describe('domain/permission/request-conditions', () => {
  let world: TestWorld;
  beforeEach(async () => {
    world = await aLocalWorld();
  });
  afterEach(() => world.app.close());

  it('narrows by the value that the request had', () => {
    const condition = { key: 'cloudwatch:namespace', value: 'Video/Jobs' };
    expect(conditionOf({ namespace: 'Video/Jobs' })).toEqual(condition);
    const [lower] = withRequestConditions([{ ...put, action: PUT.toLowerCase() }], {
      namespace: 'Video/Jobs',
    });
    expect(lower!.condition).toEqual(condition);
  });

  it.each([
    null,
    {},
    { namespace: '' },
    { namespace: ':a' },
    { namespace: '${aws:username}' },
    { namespace: 'a*' },
    { namespace: ['a'] },
    { namespace: 'x'.repeat(256) },
    Object.create({ namespace: 'inherited' }),
  ])('takes nothing from %j', (parameters) => {
    expect(conditionOf(parameters)).toBeUndefined();
  });

  it('leaves an action that names its resource alone', () => {
    const scan = [aPermission()];
    expect(withRequestConditions(scan, { namespace: 'a', prefix: 'b/' })).toEqual(scan);
  });

  it('is granted, applied and verified, each value by itself', async () => {
    const denied = (namespace: string, n: number) => {
      const call = aDeniedCall({ source: 'monitoring', operation: 'PutMetricData', action: PUT });
      return readRecord({
        ...toRecord({ ...call, resource: '*' }, n),
        requestParameters: { namespace },
      });
    };
    await world.app.feed([...denied('Video/Jobs', 1), ...denied('Video/Speech', 2)]);

    const [finding, other] = await world.app.listFindings();
    expect(other).toBeDefined();
    const [proposal] = (await world.app.show(finding!.id))!.proposals;
    const { id, digest, targetDocument } = proposal!;
    const granted = statementsOf(targetDocument).filter(({ Action }) => Action === PUT);
    expect(granted.map(({ Condition }) => Condition)).toEqual([
      { StringEquals: { 'cloudwatch:namespace': 'Video/Jobs' } },
      { StringEquals: { 'cloudwatch:namespace': 'Video/Speech' } },
    ]);
    await world.app.decide({ proposalId: id, digest, verdict: 'approved', by: 'x', reason: null });
    expect((await world.app.show(id))!.proposals[0]!.state).toBe('verified');
    await world.app.feed(denied('Video/Other', 10_000));
    const states = (await world.app.listFindings()).map(({ state }) => state);
    expect(states.toSorted()).toEqual(['fixed', 'fixed', 'proposed']);
  });
});
