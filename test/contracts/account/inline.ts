import { describe, expect, it } from '@jest/globals';
import { ACCOUNT, aDocumentOfSize } from '../../builders/an-account.ts';
import { type AccountGap, type AccountUnderTest, codeOf, numbered } from './under-test.ts';

export function defineInlineTests(
  create: () => Promise<AccountUnderTest>,
  lacks: readonly AccountGap[],
): void {
  describe('inline policies', () => {
    it('puts, replaces and deletes one', async () => {
      const { account, roleArn } = await create();
      await account.putInlinePolicy(roleArn, 'Fix', numbered(1));
      await account.putInlinePolicy(roleArn, 'Other', numbered(3));
      await account.putInlinePolicy(roleArn, 'Fix', numbered(2));

      expect(await account.findInlinePolicy(roleArn, 'Fix')).toEqual(numbered(2));
      const role = await account.findPrincipal(roleArn);
      expect(role?.inline.map(({ name }) => name).sort()).toEqual(['Fix', 'Other']);
      await account.deleteInlinePolicy(roleArn, 'Fix');

      expect(await account.findInlinePolicy(roleArn, 'Fix')).toBeUndefined();
      expect(await account.findInlinePolicy(roleArn, 'Other')).toEqual(numbered(3));
      expect(await codeOf(account.deleteInlinePolicy(roleArn, 'Fix'))).toBe('not-found');
    });

    it('says not-found for a principal that is not there', async () => {
      const { account, roleArn } = await create();
      const nowhere = `${roleArn}Nowhere`;

      expect(await codeOf(account.putInlinePolicy(nowhere, 'Fix', numbered(1)))).toBe('not-found');
      expect(await account.findInlinePolicy(nowhere, 'Fix')).toBeUndefined();
    });

    if (!lacks.includes('inline-quota')) {
      it('counts the sizes of all inline policies of a principal against its quota', async () => {
        const { account, roleArn, userArn } = await create();
        const { inlineSizePerRole, inlineSizePerUser } = await account.quotas(ACCOUNT);

        await account.putInlinePolicy(roleArn, 'A', aDocumentOfSize(6000));
        await account.putInlinePolicy(roleArn, 'B', aDocumentOfSize(inlineSizePerRole - 6000));
        const more = account.putInlinePolicy(roleArn, 'C', numbered(1));
        expect(await codeOf(more)).toBe('limit-exceeded');
        const larger = account.putInlinePolicy(
          userArn,
          'A',
          aDocumentOfSize(inlineSizePerUser + 1),
        );
        expect(await codeOf(larger)).toBe('limit-exceeded');

        // The replaced document does not count any more.
        const replaced = account.putInlinePolicy(roleArn, 'A', aDocumentOfSize(5999));
        expect(await codeOf(replaced)).toBe('done');
      });
    }
  });
}
