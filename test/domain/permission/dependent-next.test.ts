import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCatalog } from '../../../src/catalog/create-catalog.ts';
import { dependentNext } from '../../../src/domain/permission/dependent-next.ts';
import type { NamedArns } from '../../../src/domain/permission/likely-next.ts';
import { TIER_0_ACTIONS } from '../../../src/domain/policy/risky-actions.ts';
import { wildcardMatches } from '../../../src/domain/policy/match/wildcard.ts';
import { aPermission } from '../../builders/a-denial.ts';
import { toRecord } from '../../../src/compose/demo/records.ts';
import { aDeniedCall } from '../../builders/a-denied-call.ts';
import { readRecord } from '../../../src/domain/denial/read-record.ts';

const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const ROLE = 'arn:aws:iam::123456789012:role/orders-task';
const NOTHING: NamedArns = { kmsKeys: [], roles: [] };

const next = (dependents: readonly string[], named = NOTHING, denied = aPermission()) =>
  dependentNext(
    [denied],
    [],
    () => dependents,
    () => named,
  ).map(({ action, resources }) => [action, ...resources]);

describe('domain/permission/dependent-next', () => {
  it('passes a role and uses a key only where the call names it', () => {
    const dependents = ['iam:PassRole', 'kms:Decrypt', 'ec2:DescribeVpcs'];

    expect(next(dependents)).toEqual([['ec2:DescribeVpcs']]);
    expect(next(dependents, { kmsKeys: [KEY], roles: [ROLE] })).toEqual([
      ['iam:PassRole', ROLE],
      ['kms:Decrypt', KEY],
      ['ec2:DescribeVpcs'],
    ]);
  });

  it('offers nothing that was lacking, nothing twice, and nothing for a guessed action', () => {
    const denied = aPermission({ action: 'dynamodb:Scan' });

    expect(next(['DynamoDB:scan', 'dynamodb:Query', 'dynamodb:query'])).toEqual([
      ['dynamodb:Query'],
    ]);
    expect(next(['dynamodb:Query'], NOTHING, { ...denied, basis: 'unknown' })).toEqual([]);
    const known = [aPermission({ action: 'dynamodb:Query' })];
    const offered = dependentNext(
      [denied],
      known,
      () => ['dynamodb:Query'],
      () => NOTHING,
    );
    expect(offered).toEqual([]);
  });

  it('never offers what alone raises its holder’s permissions, and nothing on `*`, for any action', () => {
    const tierZero = TIER_0_ACTIONS.map((pattern) => pattern.replaceAll('*', 'x'));
    fc.assert(
      fc.property(fc.subarray([...tierZero, 's3:GetObject', 'iam:GetRole']), (dependents) => {
        for (const [action, ...resources] of next(dependents)) {
          expect(TIER_0_ACTIONS.some((one) => wildcardMatches(one, action!))).toBe(false);
          expect(resources).not.toContain('*');
        }
      }),
      { numRuns: 100 },
    );
    expect(next(Array.from({ length: 40 }, (_, n) => `s3:Get${n}`))).toHaveLength(12);
  });

  it('is told by the catalogue of a record, beside what the cited rules tell', async () => {
    const catalog = createCatalog();
    const call = aDeniedCall({
      source: 'sagemaker',
      operation: 'CreateModel',
      action: 'sagemaker:CreateModel',
      resource: 'arn:aws:sagemaker:us-west-2:111122223333:model/m',
    });
    const requestParameters = { modelName: 'm', executionRoleArn: ROLE };
    const record = { ...toRecord(call, 1), requestParameters };

    const [reading] = await catalog.whenLoaded(() => readRecord(record, catalog.lookUp));

    expect(reading).toMatchObject({ kind: 'denial', cause: 'identity-policy-missing' });
    const likely = reading?.kind === 'denial' ? reading.alsoLikely : [];
    expect(likely).toContainEqual({
      action: 'iam:PassRole',
      resources: [ROLE],
      basis: 'catalog',
      confidence: 'medium',
    });
    const required = reading?.kind === 'denial' ? reading.required : [];
    expect(required.map(({ action }) => action)).toEqual(['sagemaker:CreateModel']);
    expect(catalog.lookUp.dependentsOf?.('made-up:Anything')).toEqual([]);
  });
});
