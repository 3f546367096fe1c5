import type { ApplyRefusal } from '../change/apply-refusals.ts';
import type { Finding } from '../finding/finding.ts';
import { proposalIdOf } from '../finding/ids.ts';
import { judgeGrant } from '../policy/guardrails/judge-grant.ts';
import type { PrincipalPolicies } from '../policy/principal-policies.ts';
import type { Draft } from './draft.ts';
import { ownersOf } from './owners.ts';
import { digestOfProposal } from './proposal-digest.ts';
import type { Evidence, Proposal, ProposalState } from './proposal.ts';

const MOST_EVENT_IDS = 10;

export type ProposalFrame = {
  readonly principal: PrincipalPolicies;
  readonly findings: readonly Finding[];
  /** Everything offered to this principal before: the same terms offered again get a new id. */
  readonly earlier: readonly Proposal[];
  readonly diff: string;
  readonly applyRefusal: ApplyRefusal | null;
  readonly at: string;
  readonly expiresAt: string;
};

/** The offer of a draft: version 1 of a proposal, or a live one of the same terms. */
export function toProposal(draft: Draft, frame: ProposalFrame): Proposal {
  const { principal, earlier, at } = frame;
  const statements = draft.needs.map(({ statement }) => statement);
  const terms = {
    principalArn: principal.principal.arn,
    principalId: principal.principal.id,
    statements,
    target: draft.target,
    targetDocument: draft.targetDocument,
    guardrail: judgeGrant(statements, principal),
  };
  const digest = digestOfProposal(terms);
  const same = earlier.filter((proposal) => proposal.digest === digest);
  const live = same.find(({ state }) => LIVE.includes(state));
  if (live !== undefined) return live;
  const id = proposalIdOf(terms.principalArn, digest, same.length);
  return {
    ...terms,
    ...undecided,
    kind: 'proposal',
    id,
    version: 1,
    state: 'offered',
    account: frame.findings[0]?.account ?? null,
    findingIds: draft.needs.map(({ findingId }) => findingId),
    digest,
    diff: frame.diff,
    applyRefusal: frame.applyRefusal,
    quotaUse: draft.quotaUse,
    blastRadius: draft.blastRadius,
    evidence: evidenceOf(frame.findings),
    requests: draft.needs.flatMap(({ requests }) => requests),
    requesters: ownersOf(principal),
    createdAt: at,
    expiresAt: frame.expiresAt,
    history: [{ at, event: 'proposal-offered', by: 'rolemender', detail: '' }],
    outbox: [{ id: `${id}.1`, event: 'proposal-offered', at }],
  };
}

const undecided = {
  approvals: [],
  decision: null,
  lease: null,
  change: null,
  verification: null,
  rollback: null,
  note: null,
} as const;

const LIVE: readonly ProposalState[] = ['offered', 'approved', 'applying', 'applied'];

function evidenceOf(findings: readonly Finding[]): Evidence {
  return {
    eventIds: findings.flatMap(({ sampleEventIds }) => sampleEventIds).slice(-MOST_EVENT_IDS),
    count: findings.reduce((sum, { count }) => sum + count, 0),
    firstSeenAt: findings.map(({ firstSeenAt }) => firstSeenAt).reduce((a, b) => (a < b ? a : b)),
    lastSeenAt: findings.map(({ lastSeenAt }) => lastSeenAt).reduce((a, b) => (a > b ? a : b)),
  };
}
