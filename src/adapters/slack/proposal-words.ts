import { isApprovable, standingOf } from '../../domain/approval/approvals.ts';
import { APPLY_REFUSALS } from '../../domain/change/apply-refusals.ts';
import { toRefusalReason } from '../../domain/policy/guardrails/judge-grant.ts';
import { shortDigest, toPlacementReason } from '../../domain/proposal/describe-proposal.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import type { MessageContext } from './message-context.ts';
import { type Mrkdwn, mrkdwn, ownMrkdwn, toCode } from './mrkdwn.ts';
import { join, toMoment, toNumber, toPerson, toRiskWord } from './words.ts';

/** The policy that is changed. */
export function toTargetName({ target }: Proposal): Mrkdwn {
  return toCode(target.kind === 'inline' ? target.policyName : target.policyArn);
}

/** What approving does, one line a step, before anybody presses anything. */
export function toSteps(proposal: Proposal): readonly Mrkdwn[] {
  const steps = [
    ...changeSteps(proposal),
    ownMrkdwn('The account is read back and the denied request evaluated again.'),
    undoStep(proposal),
  ];
  return steps.map((step, at) => mrkdwn`${at + 1}. ${step}`);
}

function changeSteps({ target, principalArn, quotaUse }: Proposal): readonly Mrkdwn[] {
  switch (target.kind) {
    case 'managed': {
      const { versionToPrune } = quotaUse;
      const room =
        versionToPrune === null
          ? []
          : [
              mrkdwn`If five versions are stored by then, ${toCode(versionToPrune)} is deleted to make room; its document is kept.`,
            ];
      return [
        ...room,
        mrkdwn`A new version of ${toCode(target.policyArn)} is created and becomes the default instead of ${toCode(target.baseVersionId)}.`,
      ];
    }
    case 'inline': {
      const name = toCode(target.policyName);
      return target.baseDocument === null
        ? [mrkdwn`The inline policy ${name} is added to ${toCode(principalArn)}.`]
        : [mrkdwn`The inline policy ${name} of ${toCode(principalArn)} is replaced.`];
    }
    case 'new-managed':
      return [
        mrkdwn`${toCode(target.policyArn)} is created and attached to ${toCode(principalArn)}.`,
      ];
  }
}

function undoStep({ target }: Proposal): Mrkdwn {
  switch (target.kind) {
    case 'managed':
      return mrkdwn`It can be rolled back to ${toCode(target.baseVersionId)} as long as nobody changes the policy after it.`;
    case 'inline':
      return ownMrkdwn(
        'It can be rolled back to the document of now as long as nobody changes it after it.',
      );
    case 'new-managed':
      return ownMrkdwn('It can be rolled back by detaching and deleting that policy.');
  }
}

/** What a rollback returns to. */
export function toRollbackEffect({ target }: Proposal): Mrkdwn {
  switch (target.kind) {
    case 'managed':
      return mrkdwn`${toCode(target.baseVersionId)} of ${toCode(target.policyArn)} becomes the default version again.`;
    case 'inline':
      return target.baseDocument === null
        ? mrkdwn`The inline policy ${toCode(target.policyName)} is deleted.`
        : mrkdwn`The document of ${toCode(target.policyName)} is restored as it was.`;
    case 'new-managed':
      return mrkdwn`${toCode(target.policyArn)} is detached and deleted.`;
  }
}

/** Risk with its reasons. */
export function toRiskLine({ guardrail }: Proposal): Mrkdwn {
  const { tier, reasons } = guardrail.risk;
  const why = join(reasons.slice(0, MOST_REASONS).map(toCode), '; ');
  return mrkdwn`Risk: *${toRiskWord(tier)}* (tier ${tier}): ${why}`;
}

const MOST_REASONS = 3;

/** Who else is touched by it. */
export function toReachLine(proposal: Proposal): Mrkdwn {
  const { principalArn, blastRadius } = proposal;
  const only = mrkdwn`Only ${toCode(principalArn)} gets the permission.`;
  const why = toPlacementReason(proposal);
  if (why === null) return only;
  const others = blastRadius.slice(0, MOST_REASONS).map(toCode);
  const more = blastRadius.length - others.length;
  if (others.length === 0) return mrkdwn`${only} ${ownMrkdwn(why)}`;
  const rest = more === 0 ? ownMrkdwn('') : mrkdwn` and ${more} more`;
  return mrkdwn`${only} ${ownMrkdwn(why)} It is also held by ${join(others, ', ')}${rest}.`;
}

/** Size against the quota, digest and expiry. */
export function toTermsLine(proposal: Proposal): Mrkdwn {
  const { quotaUse, expiresAt } = proposal;
  const { sizeBefore, sizeAfter, sizeLimit } = quotaUse;
  const size = mrkdwn`Policy size ${toNumber(sizeBefore)} → ${toNumber(sizeAfter)} of ${toNumber(sizeLimit)} characters`;
  return mrkdwn`${size} · change ${toCode(shortDigest(proposal))} · offered until ${toMoment(expiresAt)}`;
}

/** Who may approve, how many must, and who did; or why nobody can. */
export function toApprovalLine(
  proposal: Proposal,
  { approvers, mayApply }: MessageContext,
): Mrkdwn {
  const { guardrail, approvals } = proposal;
  if (!isApprovable(proposal)) {
    const reason =
      guardrail.kind === 'refused' ? toRefusalReason(guardrail) : 'its risk is too high';
    return mrkdwn`Nobody can approve it here: ${toCode(reason)}.`;
  }
  if (proposal.applyRefusal) {
    return mrkdwn`It cannot be approved here: ${ownMrkdwn(APPLY_REFUSALS[proposal.applyRefusal])}.`;
  }
  if (!mayApply) return ownMrkdwn('This installation changes no policies of this account.');
  const { given, needed } = standingOf(proposal, approvals);
  const named = join(approvers.names.slice(0, MOST_REASONS).map(toCode), ', ');
  const people = approvers.people === null ? ownMrkdwn('') : mrkdwn` (${approvers.people} people)`;
  const may =
    approvers.names.length === 0
      ? ownMrkdwn('Nobody is configured to approve.')
      : mrkdwn`Any of ${named}${people} may approve.`;
  if (needed === 1) return may;
  if (given === 0) return mrkdwn`Needs *${needed} approvals* and a reason. ${may}`;
  const who = join(
    approvals.map(({ by }) => toPerson(by)),
    ', ',
  );
  return mrkdwn`*${given} of ${needed} approvals*, by ${who}; somebody else must approve it too. ${may}`;
}
