import { GetAccountSummaryCommand } from '@aws-sdk/client-iam';
import { type AccountQuotas, DEFAULT_QUOTAS } from '../../../domain/policy/limits.ts';
import { type Iam, readIam } from './iam-caller.ts';

/** The names under which `GetAccountSummary` tells the quotas. Source: IAM API Reference, `SummaryMap`. */
const SUMMARY_KEYS = {
  managedPolicySize: 'PolicySizeQuota',
  inlineSizePerRole: 'RolePolicySizeQuota',
  inlineSizePerGroup: 'GroupPolicySizeQuota',
  inlineSizePerUser: 'UserPolicySizeQuota',
  versionsPerPolicy: 'VersionsPerPolicyQuota',
  attachedPoliciesPerRole: 'AttachedPoliciesPerRoleQuota',
  attachedPoliciesPerUser: 'AttachedPoliciesPerUserQuota',
} as const satisfies Record<keyof AccountQuotas, string>;

/** See `AccountReader.quotas`. A quota that IAM does not tell is the documented one. */
export async function readQuotas(iam: Iam): Promise<AccountQuotas> {
  const { SummaryMap } = await readIam(iam, 'GetAccountSummary', (client) =>
    client.send(new GetAccountSummaryCommand({})),
  );
  const live = new Map<string, number | undefined>(Object.entries(SummaryMap ?? {}));
  const entries = Object.entries(SUMMARY_KEYS).map(([name, key]) => {
    const value = live.get(key);
    const standard = DEFAULT_QUOTAS[name as keyof AccountQuotas];
    return [name, value !== undefined && value > 0 ? value : standard] as const;
  });
  return Object.fromEntries(entries) as AccountQuotas;
}
