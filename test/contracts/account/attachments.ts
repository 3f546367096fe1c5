import { describe, expect, it } from '@jest/globals';
import { ACCOUNT } from '../../builders/an-account.ts';
import {
  type AccountGap,
  type AccountUnderTest,
  codeOf,
  numbered,
  withPolicy,
} from './under-test.ts';

export function defineAttachmentTests(
  create: () => Promise<AccountUnderTest>,
  lacks: readonly AccountGap[],
): void {
  describe('attachments', () => {
    it('shows a policy on each principal that it is attached to, and who holds it', async () => {
      const { account, arn, roleArn, userArn } = await withPolicy(create);

      await account.attachPolicy(roleArn, arn);
      await account.attachPolicy(userArn, arn);

      const role = await account.findPrincipal(roleArn);
      expect(role?.principal.kind).toBe('role');
      expect(role?.managed.map((policy) => policy.arn)).toEqual([arn]);
      expect((await account.findPrincipal(userArn))?.managed[0]?.document).toEqual(numbered(1));
      const holders = (await account.findManagedPolicy(arn))?.attachedTo ?? [];
      expect([...holders].sort()).toEqual([roleArn, userArn].sort());
    });

    it('attaches once however often it is told, and detaches', async () => {
      const { account, arn, roleArn } = await withPolicy(create);
      await account.attachPolicy(roleArn, arn);
      await account.attachPolicy(roleArn, arn);
      expect((await account.findPrincipal(roleArn))?.managed).toHaveLength(1);

      await account.detachPolicy(roleArn, arn);

      expect((await account.findPrincipal(roleArn))?.managed).toEqual([]);
      expect((await account.findManagedPolicy(arn))?.attachedTo).toEqual([]);
      expect(await codeOf(account.detachPolicy(roleArn, arn))).toBe('not-found');
    });

    if (!lacks.includes('attachment-quota')) {
      it('refuses more policies than the quota of a role', async () => {
        const { account, roleArn, otherRoleArn, policyArn } = await create();
        const { attachedPoliciesPerRole: quota } = await account.quotas(ACCOUNT);
        for (let n = 0; n <= quota; n++) {
          await account.createPolicy(policyArn(`P${n}`), numbered(1));
          if (n < quota) await account.attachPolicy(roleArn, policyArn(`P${n}`));
        }

        const oneMore = account.attachPolicy(roleArn, policyArn(`P${quota}`));

        expect(await codeOf(oneMore)).toBe('limit-exceeded');
        expect(await codeOf(account.attachPolicy(otherRoleArn, policyArn(`P${quota}`)))).toBe(
          'done',
        );
      });

      it('says not-found for a principal or policy that is not there', async () => {
        const { account, arn, roleArn, policyArn } = await withPolicy(create);

        expect(await codeOf(account.attachPolicy(`${roleArn}Nowhere`, arn))).toBe('not-found');
        expect(await codeOf(account.attachPolicy(roleArn, policyArn('Nowhere')))).toBe('not-found');
        expect(await account.findPrincipal(`${roleArn}Nowhere`)).toBeUndefined();
        expect(await account.findManagedPolicy(policyArn('Nowhere'))).toBeUndefined();
      });
    }
  });
}
