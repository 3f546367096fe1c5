import { isAppError } from '../../../kernel/app-error.ts';
import { parseIamArn } from '../../../domain/principal/iam-arn.ts';
import type { AccountReader } from '../../../ports/account-reader.ts';
import type { Iam } from './iam-caller.ts';
import { listCustomerPolicies } from './list-customer-policies.ts';
import { type PolicySource, readManagedPolicy } from './read-managed-policy.ts';
import { readInlinePolicy, readPrincipal } from './read-principal.ts';
import { readQuotas } from './read-quotas.ts';
import { createVersionDocuments } from './version-documents.ts';

/** One account's IAM behind the `AccountReader`; the account arguments of its methods are not looked at. */
export function createIamAccountReader(iam: Iam): AccountReader {
  const source: PolicySource = { ...iam, documents: createVersionDocuments() };
  return {
    findPrincipal: (arn) => againOnce(() => readPrincipal(source, arn)),
    findManagedPolicy: (arn) => againOnce(() => readManagedPolicy(source, arn)),
    findInlinePolicy: async (arn, policyName) => {
      const holder = parseIamArn(arn);
      if (holder?.type !== 'role' && holder?.type !== 'user') return undefined;
      return readInlinePolicy(source, holder.type, holder.name, policyName);
    },
    listCustomerManagedPolicies: () => listCustomerPolicies(source),
    quotas: () => readQuotas(iam),
  };
}

// A policy or version that went away between the list and the read of it makes the parts disagree, as
// IAM's delayed answers do. A second look tells which: what is still missing then is a fault.
async function againOnce<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isAppError(error, 'not-found', 'invalid-data')) throw error;
    return read();
  }
}
