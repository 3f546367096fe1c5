import { describe, expect, it } from '@jest/globals';
import { pruneAccounts } from '../../src/compose/retention.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import type { PruneCommand } from '../../src/usecases/prune-policy-versions.ts';

const POLICIES = ['arn:aws:iam::111122223333:policy/app/*'];

describe('compose/retention', () => {
  async function orders(retention: { delete: boolean; policies: readonly string[] }) {
    const given: PruneCommand[] = [];
    const prune = async (command: PruneCommand) => {
      given.push(command);
      return { applied: command.apply, policies: [] };
    };
    await pruneAccounts(prune, ['111122223333'], { keepNewest: 2, ...retention }, 100);
    return given[0]!;
  }

  it('only reports unless the configuration says delete', async () => {
    expect(await orders({ delete: false, policies: [] })).toEqual({
      account: '111122223333',
      apply: false,
      by: 'rolemender',
      keepNewest: 2,
      mostDeletions: 100,
    });
    expect(await orders({ delete: true, policies: POLICIES })).toMatchObject({
      apply: true,
      policies: POLICIES,
    });
  });

  it('deletes nothing that is not named', async () => {
    expect(await orders({ delete: true, policies: [] })).toMatchObject({ policies: [] });
  });

  it('row 32: goes on with the others when an account cannot be reached', async () => {
    const prune = async ({ account, apply }: PruneCommand) => {
      if (account === '222222222222') throw new AppError('unavailable', 'no way in');
      return { applied: apply, policies: [] };
    };
    const retention = { keepNewest: 2, delete: false, policies: [] };
    const accounts = ['111111111111', '222222222222', '333333333333'];
    const results = await pruneAccounts(prune, accounts, retention, 100);
    expect(results.map(({ account, kind }) => `${account} ${kind}`)).toEqual([
      '111111111111 done',
      '222222222222 failed',
      '333333333333 done',
    ]);
  });

  it('does not take a bug for an account that cannot be reached', async () => {
    const prune = async () => Promise.reject(new TypeError('a bug'));
    const retention = { keepNewest: 2, delete: false, policies: [] };
    await expect(pruneAccounts(prune, ['1'], retention, 100)).rejects.toThrow('a bug');
  });
});
