import type { OutboxEntry } from '../../domain/finding/aggregate.ts';
import type { Finding } from '../../domain/finding/finding.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import type { PublishedEvent, PublishedEventName } from '../../ports/event-publisher.ts';

/** What others hear of each kind of work; what is missing here is nobody else's business. */
const NAME_OF_WORK: ReadonlyMap<string, PublishedEventName> = new Map([
  ['finding-opened', 'finding-opened'],
  ['proposal-offered', 'change-proposed'],
  ['proposal-approved', 'decision-made'],
  ['proposal-closed', 'decision-made'],
  ['change-applied', 'change-applied'],
  ['change-verified', 'change-verified'],
  ['change-rolled-back', 'change-rolled-back'],
]);

/** The event that other systems are told of a piece of work, or undefined where it is none of theirs. */
export function toPublishedEvent(
  aggregate: Finding | Proposal,
  { event, at }: OutboxEntry,
): PublishedEvent | undefined {
  const name = NAME_OF_WORK.get(event);
  if (name === undefined) return undefined;
  const { id, account, principalArn } = aggregate;
  const detail = aggregate.kind === 'finding' ? ofFinding(aggregate) : ofProposal(aggregate);
  return { name, id, account, principalArn, at, detail };
}

function ofFinding({ state, cause, firstSeenAt }: Finding): PublishedEvent['detail'] {
  return { state, cause, firstSeenAt };
}

function ofProposal(proposal: Proposal): PublishedEvent['detail'] {
  const { state, target, digest, change, verification, guardrail } = proposal;
  return {
    state,
    policy: target.kind === 'inline' ? target.policyName : target.policyArn,
    digest,
    tier: guardrail.risk.tier,
    version: change?.newVersionId ?? null,
    verification: verification?.kind ?? null,
  };
}
