import type { Proposal } from '../../domain/proposal/proposal.ts';
import { toApprovalsSentence, toOutcomeSentence } from '../../domain/proposal/describe-proposal.ts';
import { type TerminalText, toTerminalText } from './terminal-text.ts';

/** What became of a proposal after a decision, in one line, with the id that finds it anywhere. */
export function toOutcomeText(proposal: Proposal): TerminalText {
  const sentence =
    toOutcomeSentence(proposal) ?? toApprovalsSentence(proposal) ?? 'It is still offered.';
  return toTerminalText(`${proposal.id}: ${sentence}`);
}
