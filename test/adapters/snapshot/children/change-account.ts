import { writeSync } from 'node:fs';
import { newPolicyId } from '../../../../src/adapters/snapshot/new-policy-id.ts';
import { createSnapshotAccount } from '../../../../src/adapters/snapshot/snapshot-account.ts';
import { isAppError } from '../../../../src/kernel/app-error.ts';
import { aDocument, aPolicyArn } from '../../../builders/an-account.ts';

// A process that changes an account and prints each change after it was acknowledged.
// Arguments: directory, `policies` or `versions`, a name of its own, how many changes.

const [directory = '', what = '', name = '', count = ''] = process.argv.slice(2);
const account = createSnapshotAccount({
  directory,
  clock: { now: () => new Date().toISOString(), sleep: async () => undefined },
  newId: newPolicyId,
});

for (let n = 1; n <= Number(count); n++) {
  writeSync(1, `${await (what === 'policies' ? createOnePolicy(n) : createOneVersion())}\n`);
}

async function createOnePolicy(n: number): Promise<string> {
  await account.createPolicy(aPolicyArn(`${name}-${n}`), aDocument());
  return `${name}-${n}`;
}

async function createOneVersion(): Promise<string> {
  for (;;) {
    try {
      return await account.createPolicyVersion(aPolicyArn('Contended'), aDocument());
    } catch (error) {
      if (!isAppError(error, 'limit-exceeded')) throw error;
      await makeRoom();
    }
  }
}

async function makeRoom(): Promise<void> {
  const policy = await account.findManagedPolicy(aPolicyArn('Contended'));
  const oldest = policy?.versions.findLast(({ isDefault }) => !isDefault);
  if (oldest === undefined) return;
  try {
    await account.deletePolicyVersion(aPolicyArn('Contended'), oldest.versionId);
  } catch (error) {
    if (!isAppError(error, 'not-found')) throw error;
  }
}
