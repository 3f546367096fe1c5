import { describe, expect, it } from '@jest/globals';
import { type AccountUnderTest, codeOf, numbered, versionsOf, withPolicy } from './under-test.ts';

export function defineVersionTests(create: () => Promise<AccountUnderTest>): void {
  describe('versions', () => {
    it('creates a version that is not the default, and makes it the default when told', async () => {
      const { account, arn } = await withPolicy(create);

      expect(await account.createPolicyVersion(arn, numbered(2))).toBe('v2');
      expect(await versionsOf(account, arn)).toEqual(['v1 default', 'v2']);
      await account.setDefaultPolicyVersion(arn, 'v2');

      expect(await versionsOf(account, arn)).toEqual(['v1', 'v2 default']);
      const policy = await account.findManagedPolicy(arn);
      expect(policy?.document).toEqual(numbered(2));
      expect(policy?.defaultVersionId).toBe('v2');
    });

    it('holds five versions and refuses a sixth until one is pruned', async () => {
      const { account, arn } = await withPolicy(create, 5);

      expect(await codeOf(account.createPolicyVersion(arn, numbered(6)))).toBe('limit-exceeded');
      await account.deletePolicyVersion(arn, 'v2');

      expect(await account.createPolicyVersion(arn, numbered(6))).toBe('v6');
      expect(await versionsOf(account, arn)).toEqual(['v1 default', 'v3', 'v4', 'v5', 'v6']);
    });

    it('never gives a version id twice, not even that of the newest after it was deleted', async () => {
      const { account, arn } = await withPolicy(create, 3);

      await account.deletePolicyVersion(arn, 'v3');

      expect(await account.createPolicyVersion(arn, numbered(4))).toBe('v4');
    });

    it('keeps the document of every version as it was written', async () => {
      const { account, arn } = await withPolicy(create, 3);

      const policy = await account.findManagedPolicy(arn);

      const documents = new Map(policy?.versions.map((version) => [version.versionId, version]));
      for (const n of [1, 2, 3]) expect(documents.get(`v${n}`)?.document).toEqual(numbered(n));
    });

    it('does not delete the default version', async () => {
      const { account, arn } = await withPolicy(create, 2);
      await account.setDefaultPolicyVersion(arn, 'v2');

      expect(await codeOf(account.deletePolicyVersion(arn, 'v2'))).toBe('delete-conflict');
      expect(await codeOf(account.deletePolicyVersion(arn, 'v1'))).toBe('done');
    });

    it('says not-found for a version or policy that is not there', async () => {
      const { account, arn, policyArn } = await withPolicy(create);
      const nowhere = policyArn('Nowhere');

      expect(await codeOf(account.deletePolicyVersion(arn, 'v9'))).toBe('not-found');
      expect(await codeOf(account.setDefaultPolicyVersion(arn, 'v9'))).toBe('not-found');
      expect(await codeOf(account.createPolicyVersion(nowhere, numbered(1)))).toBe('not-found');
      expect(await codeOf(account.deletePolicyVersion(nowhere, 'v1'))).toBe('not-found');
    });

    it('makes the default what it is already', async () => {
      const { account, arn } = await withPolicy(create);

      expect(await codeOf(account.setDefaultPolicyVersion(arn, 'v1'))).toBe('done');
    });
  });
}
