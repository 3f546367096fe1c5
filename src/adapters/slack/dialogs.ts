import { needsReason } from '../../domain/approval/approvals.ts';
import type { ClickAnswer } from '../../domain/approval/click-answer.ts';
import type { DialogKind } from '../../domain/approval/click.ts';
import { REJECT_REASONS } from '../../domain/approval/reject-reasons.ts';
import type { Finding } from '../../domain/finding/finding.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { type Block, choiceInput, context, section, wordsInput } from './blocks.ts';
import { toDetails } from './details.ts';
import { toFences } from './fence.ts';
import { toSentence } from './finding-words.ts';
import { LIMITS } from './limits.ts';
import type { MessageContext } from './message-context.ts';
import { mrkdwn, ownMrkdwn } from './mrkdwn.ts';
import { ACTION_PREFIX, FIELDS, toButtonValue } from './names.ts';
import { LONGEST_REASON } from './parse-click.ts';
import { type PlainTextObject, toPlainTextObject } from './plain-text.ts';
import {
  toApprovalLine,
  toReachLine,
  toRiskLine,
  toRollbackEffect,
  toSteps,
  toTargetName,
  toTermsLine,
} from './proposal-words.ts';

/** A dialog of Slack. What it is about is in its metadata: an id and the beginning of a digest. */
export type View = {
  readonly type: 'modal';
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly title: PlainTextObject;
  readonly close: PlainTextObject;
  readonly submit?: PlainTextObject;
  readonly blocks: readonly Block[];
};

const SILENCE_WORDS = {
  '7-days': 'For 7 days',
  '30-days': 'For 30 days',
  'for-ever': 'Until somebody says otherwise',
};

// A policy of 6,144 characters, indented, takes four of them.
const MOST_FENCES = 8;

/** The dialog that somebody asked for, about a finding and its proposal as they are now. */
export function toDialog(
  { dialog, finding, proposal }: ClickAnswer & { readonly kind: 'dialog' },
  given: MessageContext,
): View {
  const { title, submit, blocks } = partsOf(dialog, finding, proposal, given);
  const isAboutFinding = proposal === null || dialog === 'snooze' || dialog === 'lift';
  const subject = isAboutFinding
    ? toButtonValue(finding.id, null)
    : toButtonValue(proposal.id, proposal.digest);
  return {
    type: 'modal',
    callback_id: `${ACTION_PREFIX}${dialog}`,
    private_metadata: subject,
    title: toPlainTextObject(title, LIMITS.viewTitle),
    close: toPlainTextObject(submit === null ? 'Close' : 'Cancel', LIMITS.viewTitle),
    ...(submit !== null && { submit: toPlainTextObject(submit, LIMITS.viewTitle) }),
    blocks,
  };
}

type Parts = {
  readonly title: string;
  readonly submit: string | null;
  readonly blocks: readonly Block[];
};

function partsOf(
  dialog: DialogKind,
  finding: Finding,
  proposal: Proposal | null,
  given: MessageContext,
): Parts {
  const what = section(toSentence(finding, given));
  switch (dialog) {
    case 'approve':
      return approveParts(what, proposal, given);
    case 'reject':
      return { title: 'Reject change', submit: 'Reject', blocks: [what, ...rejectFields()] };
    case 'snooze':
      return { title: 'Set aside', submit: 'Set aside', blocks: [what, silenceField(), ASIDE] };
    case 'lift':
      return { title: 'Lift alert', submit: 'Lift', blocks: [what, LIFTED, reasonField(true)] };
    case 'roll-back':
      return rollBackParts(what, proposal);
    case 'details':
      return { title: 'Details', submit: null, blocks: toDetails(finding, proposal, given) };
  }
}

const ASIDE = context(
  ownMrkdwn('Its denials are counted, nobody is told, and what is offered for it is taken back.'),
);
const LIFTED = section(
  ownMrkdwn(
    'What was denied until now no longer counts, and what its role lacks is offered again. Lift it when you know who tried these actions, and why.',
  ),
);

function approveParts(what: Block, proposal: Proposal | null, given: MessageContext): Parts {
  if (proposal === null) return { title: 'Approve change', submit: null, blocks: [what] };
  const blocks = [
    what,
    section(mrkdwn`*What Approve does to ${toTargetName(proposal)}*`, ...toSteps(proposal)),
    ...toFences(proposal.diff, MOST_FENCES).map((piece) => section(piece)),
    context(toRiskLine(proposal), toReachLine(proposal), toTermsLine(proposal)),
    context(toApprovalLine(proposal, given)),
    reasonField(!needsReason(proposal)),
  ];
  return { title: 'Approve change', submit: 'Approve', blocks };
}

function rollBackParts(what: Block, proposal: Proposal | null): Parts {
  if (proposal === null) return { title: 'Roll back', submit: null, blocks: [what] };
  const effect = section(
    toRollbackEffect(proposal),
    ownMrkdwn('It is refused when somebody changed it after that. This is what was applied:'),
  );
  const diff = toFences(proposal.diff, MOST_FENCES).map((piece) => section(piece));
  const blocks = [what, effect, ...diff, reasonField(true)];
  return { title: 'Roll back', submit: 'Roll back', blocks };
}

function rejectFields(): readonly Block[] {
  return [
    choiceInput(FIELDS.why, 'Why?', REJECT_REASONS, false),
    choiceInput(FIELDS.silence, 'For how long should it be quiet?', SILENCE_WORDS, true),
    reasonField(true),
  ];
}

function silenceField(): Block {
  return choiceInput(FIELDS.silence, 'For how long?', SILENCE_WORDS, true);
}

function reasonField(optional: boolean): Block {
  return wordsInput(FIELDS.reason, 'In your own words', optional, LONGEST_REASON);
}
