import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from '@jest/globals';
import { newPolicyId } from '../../src/adapters/snapshot/new-policy-id.ts';
import {
  createMemoryAccount,
  createSnapshotAccount,
} from '../../src/adapters/snapshot/snapshot-account.ts';
import { anAccount, aPolicyArn, aRole, aRoleArn, aUser, aUserArn } from '../builders/an-account.ts';
import { defineAccountContractTests } from './account.contract.ts';

const deps = {
  clock: { now: () => '2026-03-01T12:00:00.000Z', sleep: async () => undefined },
  newId: newPolicyId,
};
const seed = () =>
  anAccount({ roles: [aRole('First'), aRole('Second')], users: [aUser('Deployer')] });
const names = {
  roleArn: aRoleArn('First'),
  otherRoleArn: aRoleArn('Second'),
  userArn: aUserArn('Deployer'),
  policyArn: aPolicyArn,
};

describe('contracts/account', () => {
  const directories: string[] = [];
  afterAll(async () => {
    for (const directory of directories) await rm(directory, { recursive: true });
  });

  defineAccountContractTests('a snapshot in memory', async () => ({
    account: createMemoryAccount(seed(), deps),
    ...names,
  }));

  defineAccountContractTests('a snapshot in a directory', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'rolemender-account-'));
    directories.push(parent);
    const account = createSnapshotAccount({ ...deps, directory: join(parent, 'account') });
    await account.importSnapshot({ json: seed() });
    return { account, ...names };
  });
});
