import type { Finding, MessageHandle } from '../domain/finding/finding.ts';
import type { Proposal } from '../domain/proposal/proposal.ts';

/**
 * Tells people about a finding. `announce` is repeatable: the same finding is posted once, however
 * often it is called; `update` brings the posted message up to date and never posts anew.
 */
export type Notifier = {
  announce(finding: Finding): Promise<MessageHandle>;
  update(finding: Finding, proposal: Proposal | null): Promise<void>;
};
