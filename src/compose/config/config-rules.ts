import type { Config } from './config-schema.ts';
import type { ConfigFault } from './config-fault.ts';
import { faultsOfAccounts } from './rules/accounts.ts';
import { faultsOfApply } from './rules/apply.ts';
import { faultsOfApprovers } from './rules/approvers.ts';
import { faultsOfMessages } from './rules/messages.ts';
import { faultsOfRetention } from './rules/retention.ts';

/** What one value means for another: the faults of a configuration whose values are each right. */
export function faultsOfConfig(config: Config): readonly ConfigFault[] {
  return [
    ...faultsOfAccounts(config),
    ...faultsOfApply(config),
    ...faultsOfApprovers(config),
    ...faultsOfMessages(config),
    ...faultsOfRetention(config),
  ];
}
