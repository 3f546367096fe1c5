import type { PolicyDocument } from '../../../src/domain/policy/policy-document.ts';
import type { AppErrorCode } from '../../../src/kernel/app-error.ts';
import { isAppError } from '../../../src/kernel/app-error.ts';
import type { AccountReader } from '../../../src/ports/account-reader.ts';
import type { PolicyVersionPruner } from '../../../src/ports/policy-version-pruner.ts';
import type { PolicyWriter } from '../../../src/ports/policy-writer.ts';
import { aDocument } from '../../builders/an-account.ts';

/** An account with two roles and a user that have no policies; everything else the tests make themselves. */
export type AccountUnderTest = {
  readonly account: AccountReader & PolicyWriter & PolicyVersionPruner;
  readonly roleArn: string;
  readonly otherRoleArn: string;
  readonly userArn: string;
  /** The ARN that a policy of this name has in the account; the path begins and ends with a slash. */
  readonly policyArn: (name: string, path?: string) => string;
};

/** Rules of IAM that an emulator may be without; the tests of the others hold all the same. */
export type AccountGap =
  | 'attachment-quota'
  | 'inline-quota'
  | 'managed-size'
  | 'document-characters'
  | 'policy-in-use';

export async function withPolicy(create: () => Promise<AccountUnderTest>, versions = 1) {
  const made = await create();
  const arn = made.policyArn('Orders', '/app/');
  await made.account.createPolicy(arn, numbered(1));
  for (let n = 2; n <= versions; n++) await made.account.createPolicyVersion(arn, numbered(n));
  return { ...made, arn };
}

export function numbered(n: number): PolicyDocument {
  return aDocument('s3:GetObject', `arn:aws:s3:::orders-${n}/*`);
}

export async function versionsOf(account: AccountReader, arn: string): Promise<readonly string[]> {
  const versions = (await account.findManagedPolicy(arn))?.versions ?? [];
  return versions
    .map(({ versionId, isDefault }) => (isDefault ? `${versionId} default` : versionId))
    .sort();
}

/** The code of the failure, or `done`: a call that wrongly succeeds can not be mistaken for a refusal. */
export async function codeOf(call: Promise<unknown>): Promise<AppErrorCode | 'done'> {
  try {
    await call;
    return 'done';
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
}
