import {
  APPROVER_REFUSALS,
  type ApproverGroup,
  type ApproverRefusal,
  COOL_DOWN,
  type Workspace,
} from '../domain/approval/judge-approver.ts';
import type { ClickAnswer } from '../domain/approval/click-answer.ts';
import { isApprovable, standingOf } from '../domain/approval/approvals.ts';
import type { Click, ClickOrder } from '../domain/approval/click.ts';
import type { DecisionCommand, DecisionOutcome } from '../domain/approval/decide-proposal.ts';
import { DECISION_REFUSALS, type DecisionRefusal } from '../domain/approval/decision-refusals.ts';
import { REJECT_REASONS } from '../domain/approval/reject-reasons.ts';
import { silenceUntil } from '../domain/approval/silence.ts';
import { isRollbackOffered, ROLLBACK_HOURS } from '../domain/change/rollback-window.ts';
import type { Finding } from '../domain/finding/finding.ts';
import { toSlackPerson } from '../domain/proposal/owners.ts';
import { isSameDigest } from '../domain/proposal/proposal-digest.ts';
import type { Proposal } from '../domain/proposal/proposal.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { ApprovalPace } from '../ports/approval-pace.ts';
import type { ApproverDirectory } from '../ports/approver-directory.ts';
import type { Clock } from '../ports/clock.ts';
import { askForApprover } from './decide-from-message/ask-for-approver.ts';

export type DecideFromMessageDeps = {
  readonly store: AggregateStore;
  readonly clock: Clock;
  readonly directory: ApproverDirectory;
  readonly pace: ApprovalPace;
  readonly workspace: Workspace;
  readonly approvers: readonly ApproverGroup[];
  /** The orders themselves; each decides and writes by itself. */
  readonly decide: (command: DecisionCommand) => Promise<DecisionOutcome>;
  readonly suppress: (command: {
    readonly findingId: string;
    readonly by: string;
    readonly until: string | null;
    readonly reason: string | null;
  }) => Promise<{ readonly kind: 'suppressed' | 'not-found' | 'closed' }>;
  readonly requestRollback: (command: {
    readonly proposalId: string;
    readonly by: string;
    readonly reason: string | null;
  }) => Promise<{ readonly kind: string; readonly reason?: string }>;
};

type Subject = { readonly finding: Finding; readonly proposal: Proposal | null };

/**
 * Carries out what somebody ordered by a click, if they may, and answers them. Who they are and whether
 * they are an approver is asked anew; what the click is about comes from the store by its id and digest.
 * Throws `AppError` where the chat system or the store does not answer: nothing is decided then.
 */
export function createDecideFromMessage(
  deps: DecideFromMessageDeps,
): (click: Click) => Promise<ClickAnswer> {
  return async (click) => {
    const subject = await findSubject(deps.store, click.order.subjectId);
    if (subject === undefined) {
      return said(false, 'not-found', 'There is no such finding or proposal any more.', null);
    }
    const answer = (done: boolean, reason: string, sentence: string) =>
      said(done, reason, sentence, subject.finding);
    const asksOnly = click.order.kind === 'open' && click.order.dialog === 'details';
    const verdict = await askForApprover(deps, click.clicker, subject.finding.account, asksOnly);
    if (verdict.kind === 'refused') return answer(false, verdict.code, toRefusal(verdict.code));
    const by = toSlackPerson(click.clicker.userId);
    const configured = verdict.configured;
    return carryOut(deps, click.order, subject, { by, own: verdict.groups, configured }, answer);
  };
}

type Approver = {
  readonly by: string;
  readonly own: readonly string[];
  readonly configured: readonly string[];
};
type Answer = (done: boolean, reason: string, sentence: string) => ClickAnswer;

function said(
  done: boolean,
  reason: string,
  sentence: string,
  finding: Finding | null,
): ClickAnswer {
  return { kind: 'said', done, reason, sentence, finding };
}

function toRefusal(code: ApproverRefusal): string {
  return `Nothing was done: ${APPROVER_REFUSALS[code]}.`;
}

async function findSubject(store: AggregateStore, id: string): Promise<Subject | undefined> {
  const named = id.startsWith('p-') ? await store.findProposal(id) : undefined;
  const findingId = id.startsWith('p-') ? named?.findingIds[0] : id;
  const finding = findingId === undefined ? undefined : await store.findFinding(findingId);
  if (finding === undefined) return undefined;
  const newest = finding.proposalIds.at(-1);
  const proposal = named ?? (newest === undefined ? undefined : await store.findProposal(newest));
  return { finding, proposal: proposal ?? null };
}

async function carryOut(
  deps: DecideFromMessageDeps,
  order: ClickOrder,
  subject: Subject,
  approver: Approver,
  answer: Answer,
): Promise<ClickAnswer> {
  switch (order.kind) {
    case 'open':
      return openDialog(deps, order, subject, answer);
    case 'approve':
      return approve(deps, order, approver, answer);
    case 'reject':
      return reject(deps, order, approver, answer);
    case 'snooze': {
      const until = silenceUntil(order.silence, deps.clock.now());
      return setAside(deps, subject.finding, { by: approver.by, until, reason: null }, answer);
    }
    case 'lift': {
      const { by } = approver;
      const command = { by, until: null, reason: order.reason };
      return setAside(deps, subject.finding, command, answer);
    }
    case 'roll-back':
      return rollBack(deps, order, subject, approver, answer);
  }
}

function openDialog(
  { clock }: DecideFromMessageDeps,
  { dialog, digest }: ClickOrder & { readonly kind: 'open' },
  { finding, proposal }: Subject,
  answer: Answer,
): ClickAnswer {
  const now = clock.now();
  if (dialog === 'approve' || dialog === 'reject') {
    const refusal = refusalToOpen(proposal, digest, now);
    if (refusal !== null) return answer(false, ...refusal);
    const code = dialog === 'approve' ? refusalToApprove(proposal!) : null;
    if (code !== null) return answer(false, code, toDecisionRefusal(code, undefined));
  }
  if (dialog === 'roll-back' && !(proposal && isRollbackOffered(proposal, now))) {
    return answer(false, ...NOT_ROLLED_BACK);
  }
  return { kind: 'dialog', dialog, finding, proposal };
}

function refusalToApprove(proposal: Proposal): DecisionRefusal | null {
  if (!isApprovable(proposal)) return 'too-dangerous';
  return proposal.applyRefusal ? 'apply-refused' : null;
}

// The dialog would be refused when it is sent: whoever clicked an old button is told before they type.
function refusalToOpen(
  proposal: Proposal | null,
  digest: string | null,
  now: string,
): readonly [string, string] | null {
  if (proposal === null) return ['not-found', 'There is no such proposal any more.'];
  const { state, expiresAt } = proposal;
  if (state !== 'offered' || expiresAt <= now) {
    const code =
      state === 'offered' || state === 'expired'
        ? 'expired'
        : state === 'superseded'
          ? 'digest-differs'
          : 'already-decided';
    return [code, toDecisionRefusal(code, proposal)];
  }
  const isSame = digest !== null && isSameDigest(digest, proposal.digest);
  return isSame ? null : ['digest-differs', toDecisionRefusal('digest-differs', proposal)];
}

function toDecisionRefusal(
  code: keyof typeof DECISION_REFUSALS,
  proposal: Proposal | undefined,
): string {
  const decision = proposal?.decision;
  if (code === 'already-decided' && decision) {
    return `Nothing was done: it was ${decision.verdict} by ${decision.by} before.`;
  }
  return `Nothing was done: ${DECISION_REFUSALS[code]}.`;
}

async function approve(
  { decide, pace, clock }: DecideFromMessageDeps,
  { subjectId, digest, reason }: ClickOrder & { readonly kind: 'approve' },
  { by, own, configured }: Approver,
  answer: Answer,
): Promise<ClickAnswer> {
  const since = new Date(Date.parse(clock.now()) - COOL_DOWN.minutes * 60_000).toISOString();
  if ((await pace.countSince(by, since)) >= COOL_DOWN.mostApprovals) {
    return answer(false, 'cool-down', toRefusal('cool-down'));
  }
  const groups = { own, configured };
  const command = {
    proposalId: subjectId,
    verdict: 'approved',
    digest,
    by,
    reason,
    groups,
  } as const;
  const outcome = await decide(command);
  if (outcome.kind === 'refused') {
    return answer(false, outcome.code, toDecisionRefusal(outcome.code, outcome.proposal));
  }
  const { proposal } = outcome;
  const mine = proposal.approvals.find((approval) => approval.by === by);
  await pace.add(by, mine?.at ?? clock.now());
  const { given, needed } = standingOf(proposal, proposal.approvals);
  return proposal.state === 'offered'
    ? answer(
        true,
        'approval-given',
        `Your approval counts: ${given} of ${needed}. Somebody else must approve it too.`,
      )
    : answer(true, 'approved', 'Approved. The message shows what becomes of it.');
}

async function reject(
  { decide, clock }: DecideFromMessageDeps,
  { subjectId, digest, why, words, silence }: ClickOrder & { readonly kind: 'reject' },
  { by }: Approver,
  answer: Answer,
): Promise<ClickAnswer> {
  const silencedUntil = silenceUntil(silence, clock.now());
  const outcome = await decide({
    proposalId: subjectId,
    verdict: 'rejected',
    digest,
    by,
    reason: [REJECT_REASONS[why], words].filter(Boolean).join(': '),
    rejection: { why, silencedUntil },
  });
  if (outcome.kind === 'refused') {
    return answer(false, outcome.code, toDecisionRefusal(outcome.code, outcome.proposal));
  }
  const sentence =
    why === 'suspicious' ? 'Rejected, and handed to the security team.' : 'Rejected.';
  return answer(true, 'rejected', sentence);
}

async function setAside(
  { suppress }: DecideFromMessageDeps,
  { id }: Finding,
  command: { readonly by: string; readonly until: string | null; readonly reason: string | null },
  answer: Answer,
): Promise<ClickAnswer> {
  const { kind } = await suppress({ findingId: id, ...command });
  return kind === 'suppressed'
    ? answer(true, 'suppressed', 'Set aside. Its denials are still counted.')
    : answer(false, kind, 'Nothing was done: it is closed already.');
}

const NOT_ROLLED_BACK = [
  'not-rolled-back',
  `Nothing was done: there is no change to take back, or it is older than ${ROLLBACK_HOURS} hours. The command line can still do it.`,
] as const;

async function rollBack(
  { requestRollback, clock }: DecideFromMessageDeps,
  { subjectId, digest, reason }: ClickOrder & { readonly kind: 'roll-back' },
  { proposal }: Subject,
  { by }: Approver,
  answer: Answer,
): Promise<ClickAnswer> {
  const isMeant = proposal?.id === subjectId && isSameDigest(digest, proposal.digest);
  if (!isMeant || !isRollbackOffered(proposal, clock.now())) {
    return answer(false, ...NOT_ROLLED_BACK);
  }
  const outcome = await requestRollback({ proposalId: subjectId, by, reason });
  if (outcome.kind === 'recorded') {
    return answer(true, 'rollback-requested', 'It is being rolled back.');
  }
  const because = outcome.reason ?? 'there is nothing to roll back';
  return answer(false, outcome.kind, `Not rolled back: ${because}.`);
}
