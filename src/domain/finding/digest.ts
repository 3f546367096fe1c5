import type { Proposal } from '../proposal/proposal.ts';
import type { Finding } from './finding.ts';
import { isReconnaissanceAlert } from './reconnaissance.ts';
import { toDigestFlow, type DigestFlow } from './digest-flow.ts';

export type { DigestFlow };

/** What changed in one period. */
export type DigestCounts = {
  readonly opened: number;
  /** Known before, and denied again. */
  readonly repeated: number;
  readonly fixed: number;
  readonly suppressed: number;
  readonly expired: number;
};

export type DigestItem = {
  readonly findingId: string;
  readonly proposalId: string | null;
  readonly account: string | null;
  readonly principalArn: string;
  readonly actions: readonly string[];
  readonly tier: number | null;
  /** When it expires, failed, or counts again (ISO 8601 UTC). */
  readonly at: string;
};

export type DigestGroup = {
  readonly account: string | null;
  readonly principalArn: string;
  readonly findings: number;
  readonly denials: number;
};

/** A period in short: what needs somebody first, then what happened. Times are ISO 8601 UTC. */
export type Digest = {
  readonly since: string;
  readonly until: string;
  /** Offered now, most dangerous first. */
  readonly waiting: readonly DigestItem[];
  /** Applied without help, or not applied at all, in the period. */
  readonly failed: readonly DigestItem[];
  /** Reconnaissance and suspicions that stand. */
  readonly alerts: readonly DigestItem[];
  readonly counts: DigestCounts;
  readonly before: DigestCounts;
  /** Roles with open findings, most denied first. */
  readonly groups: readonly DigestGroup[];
  /** Silences that end within a week. */
  readonly endingSilences: readonly DigestItem[];
  /** Policies above four fifths of their quota after a change of ours, or out of room for versions. */
  readonly tightPolicies: readonly { readonly policyArn: string; readonly share: number }[];
  readonly flow: DigestFlow;
};

const WEEK_MILLISECONDS = 7 * 24 * 3_600_000;
const TIGHT_SHARE = 0.8;

/** What the store tells of the period that ends at `until`, compared with the one of equal length before. */
export function toDigest(
  all: { readonly findings: readonly Finding[]; readonly proposals: readonly Proposal[] },
  { since, until }: { readonly since: string; readonly until: string },
): Digest {
  const { findings, proposals } = all;
  const length = Date.parse(until) - Date.parse(since);
  const earlier = new Date(Date.parse(since) - length).toISOString();
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const itemOf = (proposal: Proposal, at: string) => toItem(proposal, byId, at);
  const offered = proposals.filter(
    ({ state, expiresAt }) => state === 'offered' && expiresAt > until,
  );
  const failed = proposals.filter(({ state }) => state === 'failed' || state === 'verify-failed');
  return {
    since,
    until,
    waiting: offered
      .toSorted((a, b) => a.guardrail.risk.tier - b.guardrail.risk.tier)
      .map((proposal) => itemOf(proposal, proposal.expiresAt)),
    failed: failed
      .filter((proposal) => isWithin(lastAt(proposal), since, until))
      .map((proposal) => itemOf(proposal, lastAt(proposal))),
    alerts: findings.filter(isAlert).map((finding) => toFindingItem(finding, finding.lastSeenAt)),
    counts: countsOf(findings, since, until),
    before: countsOf(findings, earlier, since),
    groups: groupsOf(findings),
    endingSilences: findings.flatMap((finding) => endingSilence(finding, until)),
    tightPolicies: proposals.flatMap(tightPolicy),
    flow: toDigestFlow(all, since, until),
  };
}

/** Whether there is nothing to say: then a line will do, or silence. */
export function isQuiet({ waiting, failed, alerts, counts }: Digest): boolean {
  const changes = counts.opened + counts.repeated + counts.fixed + counts.expired;
  return waiting.length + failed.length + alerts.length + changes === 0;
}

function isWithin(at: string | null, since: string, until: string): boolean {
  return at !== null && at > since && at <= until;
}

function lastAt({ history, createdAt }: Proposal): string {
  return history.at(-1)?.at ?? createdAt;
}

function isAlert(finding: Finding): boolean {
  return (
    finding.state === 'unfixable' && (isReconnaissanceAlert(finding) || finding.suspicion !== null)
  );
}

function countsOf(findings: readonly Finding[], since: string, until: string): DigestCounts {
  const count = (isMeant: (finding: Finding) => boolean) => findings.filter(isMeant).length;
  const settled = (state: Finding['state']) =>
    count((finding) => finding.state === state && isWithin(finding.settledAt, since, until));
  const openedAt = ({ history, firstSeenAt }: Finding) => history[0]?.at ?? firstSeenAt;
  return {
    opened: count((finding) => isWithin(openedAt(finding), since, until)),
    repeated: count(
      (finding) => openedAt(finding) <= since && isWithin(finding.lastSeenAt, since, until),
    ),
    fixed: settled('fixed'),
    suppressed: settled('suppressed'),
    expired: settled('expired'),
  };
}

function toFindingItem(finding: Finding, at: string): DigestItem {
  const { id, account, principalArn, sample } = finding;
  const actions = sample.required.map(({ action }) => action);
  return { findingId: id, proposalId: null, account, principalArn, actions, tier: null, at };
}

function toItem(proposal: Proposal, byId: ReadonlyMap<string, Finding>, at: string): DigestItem {
  const { id, account, principalArn, findingIds, guardrail } = proposal;
  const actions = findingIds.flatMap(
    (findingId) => byId.get(findingId)?.sample.required.map(({ action }) => action) ?? [],
  );
  return {
    findingId: findingIds[0] ?? '',
    proposalId: id,
    account,
    principalArn,
    actions: [...new Set(actions)],
    tier: guardrail.risk.tier,
    at,
  };
}

function groupsOf(findings: readonly Finding[]): readonly DigestGroup[] {
  const groups = new Map<string, DigestGroup>();
  for (const { state, principalArn, account, count } of findings) {
    if (state !== 'open' && state !== 'proposed' && state !== 'unfixable') continue;
    const group = groups.get(principalArn);
    groups.set(principalArn, {
      account,
      principalArn,
      findings: (group?.findings ?? 0) + 1,
      denials: (group?.denials ?? 0) + count,
    });
  }
  return [...groups.values()].sort((a, b) => b.denials - a.denials);
}

function endingSilence(finding: Finding, until: string): readonly DigestItem[] {
  const { state, suppressedUntil } = finding;
  if (state !== 'suppressed' || suppressedUntil === null) return [];
  const left = Date.parse(suppressedUntil) - Date.parse(until);
  return left <= WEEK_MILLISECONDS ? [toFindingItem(finding, suppressedUntil)] : [];
}

function tightPolicy({ target, change, quotaUse, state }: Proposal): Digest['tightPolicies'] {
  if (change === null || state === 'rolled-back' || target.kind !== 'managed') return [];
  const share = quotaUse.sizeAfter / quotaUse.sizeLimit;
  const isTight = share > TIGHT_SHARE || quotaUse.versionToPrune !== null;
  return isTight ? [{ policyArn: target.policyArn, share }] : [];
}
