import { standingOf } from '../approval/approvals.ts';
import { SHORTEST_DIGEST_PREFIX } from './proposal-digest.ts';
import type { Proposal } from './proposal.ts';

/** The digest as people see and type it. */
export function shortDigest({ digest }: Pick<Proposal, 'digest'>): string {
  return digest.slice(0, SHORTEST_DIGEST_PREFIX);
}

/** What approving does, step by step, one sentence each, before anybody presses anything. */
export function toApprovalSteps(proposal: Proposal): readonly string[] {
  return [
    ...changeSteps(proposal),
    'The account is read back and the denied request evaluated again.',
    undoStep(proposal),
  ];
}

function changeSteps({ target, principalArn, quotaUse }: Proposal): readonly string[] {
  switch (target.kind) {
    case 'managed': {
      const { versionToPrune } = quotaUse;
      const room =
        versionToPrune === null
          ? []
          : [
              `If five versions are stored by then, ${versionToPrune} is deleted to make room; its document is kept.`,
            ];
      return [
        ...room,
        `A new version of ${target.policyArn} is created and becomes the default instead of ${target.baseVersionId}.`,
      ];
    }
    case 'inline':
      return target.baseDocument === null
        ? [`The inline policy ${target.policyName} is added to ${principalArn}.`]
        : [`The inline policy ${target.policyName} of ${principalArn} is replaced.`];
    case 'new-managed':
      return [`${target.policyArn} is created and attached to ${principalArn}.`];
  }
}

function undoStep({ target }: Proposal): string {
  switch (target.kind) {
    case 'managed':
      return `It can be rolled back to ${target.baseVersionId} as long as nobody changes the policy after it.`;
    case 'inline':
      return 'It can be rolled back to the document of now as long as nobody changes it after it.';
    case 'new-managed':
      return 'It can be rolled back by detaching and deleting that policy.';
  }
}

/** Why a policy of its own is offered instead of editing one, or null where an existing one is edited. */
export function toPlacementReason({ target, blastRadius }: Proposal): string | null {
  if (target.baseDocument !== null) return null;
  return blastRadius.length > 0
    ? 'The policy that fits best is shared, and is not widened for one of its holders.'
    : 'No policy of this principal can take it: each is full, shared, or managed by AWS.';
}

/** Who approved it so far where that is not enough, one sentence; null where nobody did, or it is decided. */
export function toApprovalsSentence(
  proposal: Pick<Proposal, 'state' | 'approvals' | 'guardrail' | 'requesters'>,
): string | null {
  const { state, approvals } = proposal;
  if (state !== 'offered' || approvals.length === 0) return null;
  const { given, needed } = standingOf(proposal, approvals);
  const people = approvals.map(({ by }) => by).join(' and ');
  return `${given} of ${needed} approvals, by ${people}; somebody else must approve it too.`;
}

/** What became of a decided proposal, one sentence; null while it is undecided. */
export function toOutcomeSentence(proposal: Proposal): string | null {
  const { state, change, verification, decision, note, rollback } = proposal;
  const version = change?.newVersionId ? `Applied as ${change.newVersionId}` : 'Applied';
  const applied = note === null ? version : `${version} (${note})`;
  switch (state) {
    case 'offered':
      return null;
    case 'approved':
      return `Approved by ${decision?.by}; waiting to be applied.`;
    case 'applying':
      return `Approved by ${decision?.by}; being applied${note === null ? '' : ` (${note})`}.`;
    case 'applied':
      return verification === null
        ? `${applied}; being verified.`
        : `${applied}; whether it helped cannot be told: ${verification.detail}.`;
    case 'verified':
      return `${applied} and verified: ${verification?.detail}.`;
    case 'verify-failed':
      return `${applied}, but it did not help: ${verification?.detail}. Roll it back, or look for the next blocker.`;
    case 'rejected':
      return `Rejected by ${decision?.by}${decision?.reason ? `: ${decision.reason}` : ''}.`;
    case 'expired':
      return 'Nobody decided in time; a new denial brings a new proposal.';
    case 'superseded':
      return `No longer offered: ${note}.`;
    case 'rolled-back':
      return `Rolled back by ${rollback?.by} to ${change?.previousVersionId ?? 'what was before'}.`;
    case 'failed':
      return `It could not be applied: ${note}.`;
  }
}
