import { isApprovable } from '../../domain/approval/approvals.ts';
import { isRollbackOffered } from '../../domain/change/rollback-window.ts';
import type { Finding } from '../../domain/finding/finding.ts';
import { isReconnaissanceAlert } from '../../domain/finding/reconnaissance.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import {
  actions,
  type Block,
  type Button,
  button,
  context,
  header,
  section,
  sentence,
} from './blocks.ts';
import { toFences } from './fence.ts';
import { toHeading, toPhoneSentence, toSeenLine, toSentence } from './finding-words.ts';
import { OWN_LIMITS } from './limits.ts';
import type { MessageContext } from './message-context.ts';
import { joinLines, type Mrkdwn, mrkdwn, ownMrkdwn, toCode } from './mrkdwn.ts';
import { toOutcome } from './outcome-words.ts';
import { toApprovalLine, toReachLine, toRiskLine, toSteps, toTermsLine } from './proposal-words.ts';
import { toMoment } from './words.ts';

/** What is posted: `text` is what a phone shows and a screen reader reads. */
export type SlackMessage = { readonly text: Mrkdwn; readonly blocks: readonly Block[] };

/** How much of the difference a message shows; the dialogs show all of it. */
const DIFF_SIZES = [2500, 1000, 0] as const;

/** The message of a finding and its newest proposal as they are now, within Slack's limits whatever they hold. */
export function toFindingMessage(
  finding: Finding,
  proposal: Proposal | null,
  context: MessageContext,
): SlackMessage {
  for (const diffSize of DIFF_SIZES) {
    const message = build(finding, proposal, context, diffSize);
    if (JSON.stringify(message).length <= OWN_LIMITS.messageTotal) return message;
  }
  return toShortMessage(finding, context);
}

function build(
  finding: Finding,
  proposal: Proposal | null,
  context: MessageContext,
  diffSize: number,
): SlackMessage {
  const { lines, body, buttons } = partsOf(finding, proposal, context, diffSize);
  const [status] = lines;
  const phone = toPhoneSentence(finding, context);
  const text = status === undefined ? phone : joinLines([phone, status], OWN_LIMITS.text);
  const blocks = [
    header(toHeading(finding)),
    section(toSentence(finding, context)),
    ...(lines.length > 0 ? [section(...lines)] : []),
    ...body,
    small(finding, proposal, context),
    ...actions(buttons),
  ];
  return { text, blocks };
}

type Parts = {
  readonly lines: readonly Mrkdwn[];
  readonly body: readonly Block[];
  readonly buttons: readonly Button[];
};

function partsOf(
  finding: Finding,
  proposal: Proposal | null,
  context: MessageContext,
  diffSize: number,
): Parts {
  if (isReconnaissanceAlert(finding)) return alertParts(finding);
  switch (finding.state) {
    case 'unfixable':
      return { ...refusalParts(finding), buttons: [] };
    case 'suppressed': {
      const quiet = [...outcomeLines(proposal), silenceLine(finding)];
      return { lines: quiet, body: [], buttons: standingButtons(finding, proposal, context) };
    }
    case 'open':
    case 'proposed':
    case 'fixed':
    case 'expired':
      break;
  }
  if (proposal?.state === 'offered' && finding.state === 'proposed') {
    return proposal.expiresAt <= context.now
      ? { lines: [ownMrkdwn('*Expired*: nobody decided in time.')], body: [], buttons: [] }
      : offeredParts(finding, proposal, context, diffSize);
  }
  const lines = outcomeLines(proposal);
  const told = lines.length > 0 ? lines : [STATE_WORDS[finding.state]];
  return { lines: told, body: [], buttons: standingButtons(finding, proposal, context) };
}

const STATE_WORDS = {
  open: ownMrkdwn('Looking for the smallest change that cures it.'),
  proposed: ownMrkdwn('A change is being prepared.'),
  fixed: ownMrkdwn('*Fixed*: the policies allow it now.'),
  expired: ownMrkdwn('*Expired*: nobody decided in time. The next denial brings a new proposal.'),
} as const;

function alertParts(finding: Finding): Parts {
  const isStanding = finding.state === 'unfixable';
  if (!isStanding) return { lines: [ownMrkdwn('*Lifted*.')], body: [], buttons: [] };
  return {
    ...refusalParts(finding),
    buttons: [button('lift', 'Lift alert…', finding, 'danger')],
  };
}

function refusalParts({ refusal, owner }: Finding): Omit<Parts, 'buttons'> {
  const who = toCode(owner ?? 'the owner of the role');
  return {
    lines: [mrkdwn`*No change is offered.* Who can help: ${who}`],
    body: [sentence(`${refusal ?? 'no added Allow helps'}.`)],
  };
}

function silenceLine({ suppressedUntil }: Finding): Mrkdwn {
  return suppressedUntil === null
    ? ownMrkdwn('*Set aside*. Its denials are counted, and nobody is told.')
    : mrkdwn`*Set aside* until ${toMoment(suppressedUntil)}. Its denials are counted, and nobody is told.`;
}

function outcomeLines(proposal: Proposal | null): readonly Mrkdwn[] {
  const outcome = proposal === null ? null : toOutcome(proposal);
  if (outcome === null) return [];
  return outcome.next === null
    ? [outcome.status]
    : [outcome.status, mrkdwn`*Next*: ${outcome.next}`];
}

function offeredParts(
  finding: Finding,
  proposal: Proposal,
  context: MessageContext,
  diffSize: number,
): Parts {
  const mayApprove = isApprovable(proposal) && !proposal.applyRefusal && context.mayApply;
  const approve = mayApprove ? [button('approve', 'Approve…', proposal, 'primary')] : [];
  const title = ownMrkdwn(mayApprove ? '*What Approve does*' : '*What the change does*');
  const diff =
    diffSize === 0 ? [] : toFences(proposal.diff, 1, diffSize).map((one) => section(one));
  return {
    lines: [toApprovalLine(proposal, context)],
    body: [section(title, ...toSteps(proposal)), ...diff],
    buttons: [
      ...approve,
      button('reject', 'Reject…', proposal),
      button('details', 'Details', proposal),
      button('snooze', 'Snooze…', finding),
    ],
  };
}

function standingButtons(
  finding: Finding,
  proposal: Proposal | null,
  { now }: MessageContext,
): readonly Button[] {
  const details = button('details', 'Details', proposal ?? finding);
  if (proposal !== null && isRollbackOffered(proposal, now)) {
    return [button('roll-back', 'Roll back…', proposal, 'danger'), details];
  }
  return finding.state === 'open' ? [details, button('snooze', 'Snooze…', finding)] : [details];
}

function small(finding: Finding, proposal: Proposal | null, { now }: MessageContext): Block {
  const seen = toSeenLine(finding);
  if (proposal?.state !== 'offered' || proposal.expiresAt <= now) return context(seen);
  return context(seen, toRiskLine(proposal), toReachLine(proposal), toTermsLine(proposal));
}

// Names of the greatest length, all of them escaped, leave room for this much.
function toShortMessage(finding: Finding, given: MessageContext): SlackMessage {
  const text = toPhoneSentence(finding, given);
  const blocks = [header(toHeading(finding)), section(text), context(toSeenLine(finding))];
  return { text, blocks: [...blocks, ...actions([button('details', 'Details', finding)])] };
}
