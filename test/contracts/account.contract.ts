import { describe } from '@jest/globals';
import { defineAttachmentTests } from './account/attachments.ts';
import { defineDocumentTests } from './account/documents.ts';
import { defineInlineTests } from './account/inline.ts';
import { definePolicyTests } from './account/policies.ts';
import type { AccountGap, AccountUnderTest } from './account/under-test.ts';
import { defineVersionTests } from './account/versions.ts';

/**
 * What every account does, be it a snapshot or AWS: IAM's rules about policies and their versions.
 * `create` gives a fresh account for each test; `lacks` are rules that an emulator is known to be without.
 */
export function defineAccountContractTests(
  name: string,
  create: () => Promise<AccountUnderTest>,
  lacks: readonly AccountGap[] = [],
): void {
  describe(`an account: ${name}`, () => {
    defineVersionTests(create);
    definePolicyTests(create, lacks);
    defineAttachmentTests(create, lacks);
    defineInlineTests(create, lacks);
    defineDocumentTests(create, lacks);
  });
}
