import { describe, expect, it } from '@jest/globals';
import type { Denial } from '../../../src/domain/denial/denial.ts';
import { diagnose } from '../../../src/domain/denial/diagnose.ts';
import { withLiteralNames } from '../../../src/domain/denial/literal-names.ts';
import { readRecord } from '../../../src/domain/denial/read-record.ts';
import { toRecord } from '../../../src/compose/demo/records.ts';
import { aPermission } from '../../builders/a-denial.ts';
import { aDeniedCall } from '../../builders/a-denied-call.ts';

const BALANCER =
  'arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/50dc6c495c0c9188';
const ALL = 'arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/*';

/** The denial of adding tags to a load balancer with these parameters, as AWS words it. */
function denied(resource: string, requestParameters: unknown): Denial {
  const call = aDeniedCall({
    source: 'elasticloadbalancing',
    operation: 'AddTags',
    action: 'elasticloadbalancing:AddTags',
    resource,
  });
  const [reading] = readRecord({ ...toRecord(call, 1), requestParameters });
  if (reading?.kind !== 'denial') throw new Error(`not a denial: ${reading?.kind}`);
  return reading;
}

const granted = (denial: Denial) => diagnose(denial).statement?.Resource;

describe('domain/denial/literal-names', () => {
  it('grants a name that is itself `*` as that name, and AWS’s own `*` as a pattern', () => {
    expect(granted(denied(ALL, { resourceArns: [ALL] }))).toEqual([ALL.replace('*', '${*}')]);
    expect(granted(denied(ALL, { resourceArns: ['*'] }))).toEqual([ALL.replace('*', '${*}')]);
    expect(granted(denied(ALL, null))).toEqual([ALL]);
    expect(granted(denied(ALL, { name: 'web', tags: ['a*b'] }))).toEqual([ALL]);
  });

  it('is sure of a pattern no more than of a guess', () => {
    expect(denied(ALL, null).required).toMatchObject([{ confidence: 'low' }]);
    expect(denied(BALANCER, null).required).toMatchObject([{ confidence: 'high' }]);
  });

  it('leaves `*` alone where the action has no resource, and comes to an end on any parameters', () => {
    const required = [aPermission({ resources: ['*'] })];
    expect(withLiteralNames(required, { filter: '*' })).toEqual(required);

    const circle: Record<string, unknown> = { name: 'x' };
    circle['self'] = circle;
    const pattern = [aPermission({ resources: [ALL] })];
    expect(withLiteralNames(pattern, circle)).toEqual(pattern);
    expect(withLiteralNames(pattern, undefined)).toEqual(pattern);
  });
});
