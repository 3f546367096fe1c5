import { describe, expect, it } from '@jest/globals';
import type { PolicyDocument } from '../../../src/domain/policy/policy-document.ts';
import { ACCOUNT, aDocument, aDocumentOfSize } from '../../builders/an-account.ts';
import {
  type AccountGap,
  type AccountUnderTest,
  codeOf,
  versionsOf,
  withPolicy,
} from './under-test.ts';

export function defineDocumentTests(
  create: () => Promise<AccountUnderTest>,
  lacks: readonly AccountGap[],
): void {
  describe('documents', () => {
    if (!lacks.includes('managed-size')) {
      it('takes a managed policy of exactly the quota and refuses one character more', async () => {
        const { account, policyArn } = await create();
        const { managedPolicySize: quota } = await account.quotas(ACCOUNT);

        await account.createPolicy(policyArn('Full'), aDocumentOfSize(quota));
        const larger = aDocumentOfSize(quota + 1);

        const created = account.createPolicy(policyArn('Larger'), larger);
        expect(await codeOf(created)).toBe('limit-exceeded');
        const version = account.createPolicyVersion(policyArn('Full'), larger);
        expect(await codeOf(version)).toBe('limit-exceeded');
      });
    }

    it.each<[string, unknown]>([
      ['no statement', { Version: '2012-10-17' }],
      ['no effect', withStatement({ Action: 's3:GetObject', Resource: '*' })],
      ['an unknown effect', withStatement({ Effect: 'Permit', Action: 's3:Get*', Resource: '*' })],
      ['no action', withStatement({ Effect: 'Allow', Resource: '*' })],
      ['no resource', withStatement({ Effect: 'Allow', Action: 's3:GetObject' })],
      [
        'an action without a service',
        withStatement({ Effect: 'Allow', Action: 'GetObject', Resource: '*' }),
      ],
      [
        'a resource that is no ARN',
        withStatement({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'orders' }),
      ],
      ...(lacks.includes('document-characters') ? [] : [JAPANESE]),
      [
        'the same Sid twice',
        {
          Version: '2012-10-17',
          Statement: ['orders', 'stock'].map((bucket) => ({
            Sid: 'Read',
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: `arn:aws:s3:::${bucket}/*`,
          })),
        },
      ],
    ])('refuses a document with %s as malformed', async (_fault, document) => {
      const { account, arn, policyArn, roleArn } = await withPolicy(create);
      const malformed = document as PolicyDocument;

      expect(await codeOf(account.createPolicyVersion(arn, malformed))).toBe('malformed-policy');
      expect(await codeOf(account.createPolicy(policyArn('New'), malformed))).toBe(
        'malformed-policy',
      );
      expect(await codeOf(account.putInlinePolicy(roleArn, 'Fix', malformed))).toBe(
        'malformed-policy',
      );
      expect(await versionsOf(account, arn)).toEqual(['v1 default']);
    });
  });
}

const JAPANESE: [string, unknown] = [
  'a character beyond Latin-1',
  aDocument('s3:GetObject', 'arn:aws:s3:::orders/注文/*'),
];

function withStatement(statement: object): object {
  return { Version: '2012-10-17', Statement: [statement] };
}
