import { describe, expect, it } from '@jest/globals';
import { toRetentionText } from '../../src/compose/retention-text.ts';

const ORDERS = 'arn:aws:iam::111122223333:policy/orders';

describe('compose/retention-text', () => {
  it('says what would go, what was skipped over, and what failed', () => {
    const versions = [
      { versionId: 'v5', outcome: 'kept', why: 'default' },
      { versionId: 'v1', outcome: 'would-prune', why: 'superseded' },
      { versionId: 'v2', outcome: 'postponed', why: 'superseded' },
    ] as const;
    const text = toRetentionText([
      {
        kind: 'done',
        account: '111122223333',
        report: {
          applied: false,
          policies: [
            { kind: 'planned', policyArn: ORDERS, policyId: 'ANPA1', versions },
            { kind: 'skipped', policyArn: `${ORDERS}2`, reason: 'leased' },
          ],
        },
      },
      { kind: 'failed', account: '222222222222', reason: 'no way in' },
    ]);
    expect(text).toBe(
      [
        '111122223333: 1 versions of 1 policies would be deleted (2 policies read)',
        `  ${ORDERS}: v1`,
        '222222222222: not cleaned up: no way in',
      ].join('\n'),
    );
  });
});
