import type { Finding } from '../../domain/finding/finding.ts';
import { sourcesOf } from '../../domain/finding/sources.ts';
import { approvalsNeeded } from '../../domain/policy/risk.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';

/** A finding as `--json` prints it: stable keys, no store internals. */
export function toFindingJson(finding: Finding): Record<string, unknown> {
  const { sample } = finding;
  return {
    id: finding.id,
    state: finding.state,
    account: finding.account,
    principal: { ...sample.principal, arn: finding.principalArn },
    operation: sample.operation,
    actions: sample.required.map(({ action }) => action),
    resources: finding.resources,
    cause: finding.cause,
    suppressedUntil: finding.suppressedUntil,
    suspicion: finding.suspicion,
    denyingPolicyArn: sample.denyingPolicyArn,
    owner: finding.owner,
    refusal: finding.refusal,
    count: finding.count,
    firstSeenAt: finding.firstSeenAt,
    lastSeenAt: finding.lastSeenAt,
    source: sample.source,
    sources: sourcesOf(finding),
    eventIds: finding.sampleEventIds,
    proposalIds: finding.proposalIds,
    history: finding.history,
  };
}

/** A proposal as `--json` prints it: stable keys, no store internals. */
export function toProposalJson(proposal: Proposal): Record<string, unknown> {
  return {
    id: proposal.id,
    state: proposal.state,
    principalArn: proposal.principalArn,
    findingIds: proposal.findingIds,
    digest: proposal.digest,
    target: proposal.target,
    statements: proposal.statements,
    targetDocument: proposal.targetDocument,
    diff: proposal.diff,
    risk: proposal.guardrail.risk,
    approvalsNeeded: approvalsNeeded(proposal.guardrail.risk),
    approvals: proposal.approvals,
    quotaUse: proposal.quotaUse,
    blastRadius: proposal.blastRadius,
    evidence: proposal.evidence,
    createdAt: proposal.createdAt,
    expiresAt: proposal.expiresAt,
    decision: proposal.decision,
    change: proposal.change,
    verification: proposal.verification,
    rollback: proposal.rollback,
    note: proposal.note,
    history: proposal.history,
  };
}
