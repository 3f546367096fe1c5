import type { Digest } from '../domain/finding/digest.ts';
import type { Finding } from '../domain/finding/finding.ts';
import type { Proposal } from '../domain/proposal/proposal.ts';

/** Tells people something beside the message of one finding. Each is posted once, however often it is called. */
export type Notices = {
  /** An offer waits for a decision; `round` counts the reminders of it from 1. */
  remind(finding: Finding, proposal: Proposal, round: number): Promise<void>;
  /** Silences that ended: one line for all of them. */
  tellReleased(findings: readonly Finding[]): Promise<void>;
  sendDigest(digest: Digest): Promise<void>;
};
