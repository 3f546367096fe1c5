import type { Finding } from '../domain/finding/finding.ts';
import { type FindingMove, moveFinding } from '../domain/finding/transitions.ts';
import type { Proposal } from '../domain/proposal/proposal.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';

/**
 * Brings the findings of a proposal in line with how it ended: fixed when it was verified, open again
 * when it was rolled back, failed or went stale, suppressed when it was rejected (for as long as the
 * rejection says), the security team's when it was called suspicious. Repeatable.
 */
export function createSettleFindings(deps: {
  readonly store: AggregateStore;
  readonly clock: Clock;
}): (proposal: Proposal) => Promise<readonly Finding[]> {
  return async (proposal) => {
    const findings: Finding[] = [];
    for (const id of proposal.findingIds) {
      const finding = await settleOne(deps, id, proposal);
      if (finding) findings.push(finding);
    }
    return findings;
  };
}

async function settleOne(
  { store, clock }: { readonly store: AggregateStore; readonly clock: Clock },
  id: string,
  proposal: Proposal,
): Promise<Finding | undefined> {
  for (;;) {
    const finding = await store.findFinding(id);
    if (finding === undefined) return undefined;
    const to = endOf(proposal, finding);
    if (to === null) return finding;
    const at = clock.now();
    const by = proposal.decision?.by ?? 'rolemender';
    const move = { to, at, by, detail: `${proposal.id} ${proposal.state}` };
    // A stale proposal is made anew at once; after any other end only a later denial asks again.
    const settledAt = proposal.state === 'superseded' ? null : at;
    const next = isSuspicious(proposal)
      ? moveFinding(finding, { ...move, event: 'finding-escalated' }, escalation(proposal, at))
      : moveFinding(finding, move, { settledAt, suppressedUntil: silenceOf(proposal) });
    if ((await store.save(next)) === 'saved') return next;
  }
}

function isSuspicious({ state, decision }: Proposal): boolean {
  return state === 'rejected' && decision?.rejection?.why === 'suspicious';
}

function escalation({ decision }: Proposal, at: string): Partial<Finding> {
  const words = decision?.reason ? `: ${decision.reason}` : '';
  const suspicion = `${decision?.by} called it suspicious${words}`;
  return { settledAt: at, suspicion, refusal: suspicion, owner: 'security team' };
}

function silenceOf({ state, decision }: Proposal): string | null {
  return state === 'rejected' ? (decision?.rejection?.silencedUntil ?? null) : null;
}

function endOf(proposal: Proposal, finding: Finding): FindingMove['to'] | null {
  // A newer proposal speaks for the finding by now.
  if (finding.proposalIds.at(-1) !== proposal.id) return null;
  const wasProposed = finding.state === 'proposed';
  switch (proposal.state) {
    case 'verified':
      return wasProposed ? 'fixed' : null;
    case 'rejected':
      if (!wasProposed) return null;
      return isSuspicious(proposal) ? 'unfixable' : 'suppressed';
    case 'expired':
      return wasProposed ? 'expired' : null;
    case 'verify-failed':
    case 'failed':
    case 'superseded':
      return wasProposed ? 'open' : null;
    case 'rolled-back':
      return wasProposed || finding.state === 'fixed' ? 'open' : null;
    case 'offered':
    case 'approved':
    case 'applying':
    case 'applied':
      return null;
  }
}
