import { describe, expect, it } from '@jest/globals';
import { DEFAULT_QUOTAS } from '../../../src/domain/policy/limits.ts';
import { ACCOUNT } from '../../builders/an-account.ts';
import {
  type AccountGap,
  type AccountUnderTest,
  codeOf,
  numbered,
  withPolicy,
} from './under-test.ts';

export function definePolicyTests(
  create: () => Promise<AccountUnderTest>,
  lacks: readonly AccountGap[],
): void {
  describe('managed policies', () => {
    it('creates a policy with its name, path and a unique id of its own', async () => {
      const { account, policyArn } = await create();
      await account.createPolicy(policyArn('Orders', '/app/'), numbered(1));
      await account.createPolicy(policyArn('Stock'), numbered(1));

      const orders = await account.findManagedPolicy(policyArn('Orders', '/app/'));
      const stock = await account.findManagedPolicy(policyArn('Stock'));

      expect(orders).toMatchObject({
        name: 'Orders',
        path: '/app/',
        awsManaged: false,
        defaultVersionId: 'v1',
        document: numbered(1),
        attachedTo: [],
        boundaryOf: [],
      });
      expect(orders?.id).toMatch(/^A/);
      expect(orders?.id).not.toBe(stock?.id);
      expect(Date.parse(orders?.versions[0]?.createdAt ?? '')).not.toBeNaN();
      expect(orders?.versions[0]?.createdAt).toMatch(/Z$/);
    });

    it('gives another unique id to a policy that is created anew under the same name', async () => {
      const { account, arn } = await withPolicy(create, 2);
      const first = await account.findManagedPolicy(arn);
      await account.deletePolicyVersion(arn, 'v2');
      await account.deletePolicy(arn);
      expect(await account.findManagedPolicy(arn)).toBeUndefined();

      await account.createPolicy(arn, numbered(1));

      const second = await account.findManagedPolicy(arn);
      expect(second?.id).not.toBe(first?.id);
      expect(await account.createPolicyVersion(arn, numbered(2))).toBe('v2');
    });

    it('does not create a policy twice', async () => {
      const { account, arn } = await withPolicy(create);

      expect(await codeOf(account.createPolicy(arn, numbered(1)))).toBe('already-exists');
    });

    if (!lacks.includes('policy-in-use')) {
      it('deletes a policy only when it is attached nowhere and has one version', async () => {
        const { account, arn, roleArn } = await withPolicy(create, 2);
        await account.attachPolicy(roleArn, arn);
        expect(await codeOf(account.deletePolicy(arn))).toBe('delete-conflict');
        await account.detachPolicy(roleArn, arn);
        expect(await codeOf(account.deletePolicy(arn))).toBe('delete-conflict');
        await account.deletePolicyVersion(arn, 'v2');

        expect(await codeOf(account.deletePolicy(arn))).toBe('done');
        expect(await codeOf(account.deletePolicy(arn))).toBe('not-found');
      });
    }

    it('lists the customer managed policies in the order of their ARNs', async () => {
      const { account, policyArn } = await create();
      for (const name of ['Stock', 'Archive', 'Orders']) {
        await account.createPolicy(policyArn(name), numbered(1));
      }

      const arns = (await account.listCustomerManagedPolicies(ACCOUNT)).map(({ arn }) => arn);

      expect(arns.filter((arn) => /(Stock|Archive|Orders)$/.test(arn))).toEqual([
        policyArn('Archive'),
        policyArn('Orders'),
        policyArn('Stock'),
      ]);
    });

    it('has quotas', async () => {
      const { account } = await create();

      expect(Object.keys(await account.quotas(ACCOUNT)).sort()).toEqual(
        Object.keys(DEFAULT_QUOTAS).sort(),
      );
    });
  });
}
