import type { ApplyMode, ApplySubject } from '../domain/change/apply-mode.ts';
import { isOfTheSwitch } from '../domain/change/switch-window.ts';
import type { Finding } from '../domain/finding/finding.ts';
import { standingAlertOf } from '../domain/finding/reconnaissance.ts';
import { moveFinding } from '../domain/finding/transitions.ts';
import type { PrincipalPolicies } from '../domain/policy/principal-policies.ts';
import { toPolicySet } from '../domain/policy/to-policy-set.ts';
import type { Draft, Need } from '../domain/proposal/draft.ts';
import { draftChange } from '../domain/proposal/draft-change.ts';
import { judgeDraft } from '../domain/proposal/judge-draft.ts';
import { judgeNeeds } from '../domain/proposal/judge-needs.ts';
import type { Proposal } from '../domain/proposal/proposal.ts';
import { protectedVersionsOf } from '../domain/proposal/protected-versions.ts';
import { separatePolicyArnOf } from '../domain/proposal/separate-policy.ts';
import { toFindingNeed } from '../domain/proposal/to-finding-need.ts';
import { toProposal } from '../domain/proposal/to-proposal.ts';
import { moveProposal } from '../domain/proposal/transitions.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { AccountReader } from '../ports/account-reader.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnifiedDiff } from '../ports/unified-diff.ts';

export type ProposeChangeDeps = {
  readonly store: AggregateStore;
  readonly accounts: AccountReader;
  readonly clock: Clock;
  readonly diff: UnifiedDiff;
  readonly applyMode: (subject: ApplySubject) => ApplyMode;
  readonly rules: {
    /** Denials of one principal that arrive within this time of an offer join it; later ones get their own. */
    readonly windowMinutes: number;
    readonly expiryHours: number;
  };
};

/**
 * Offers what the open findings of one principal lack: one proposal a target policy. Findings that
 * need nothing any more become fixed, those that no Allow cures become unfixable. Nothing is offered
 * while a security alert stands. Repeatable: what is offered already is not offered again.
 */
export function createProposeChange(
  deps: ProposeChangeDeps,
): (principalArn: string) => Promise<readonly Proposal[]> {
  return async (principalArn) => {
    const { findings, proposals: known } = await deps.store.listOfPrincipal(principalArn);
    if (standingAlertOf(findings) || subjectsOf(deps, findings, known).length === 0) return [];
    const principal = await findPrincipal(deps.accounts, principalArn);
    if (typeof principal === 'string') {
      for (const finding of subjectsOf(deps, findings, known)) {
        await settle(deps, finding, 'unfixable', principal);
      }
      return [];
    }
    // A finding may be filed under a session's role without its path; a proposal never is.
    const { arn } = principal.principal;
    const proposals =
      arn === principalArn ? known : (await deps.store.listOfPrincipal(arn)).proposals;
    const subjects = subjectsOf(deps, findings, proposals);
    const needs = await toNeeds(deps, subjects, principal, proposals);
    const drafts = await toDrafts(deps, needs, principal, subjects, proposals);
    return offer(deps, drafts, { principal, subjects, proposals });
  };
}

function subjectsOf(
  deps: ProposeChangeDeps,
  findings: readonly Finding[],
  proposals: readonly Proposal[],
): readonly Finding[] {
  const standing = proposals.filter((proposal) => isLeftAlone(proposal, findings, deps));
  const taken = new Set(standing.flatMap(({ findingIds }) => findingIds));
  return findings
    .filter(
      ({ id, state, settledAt }) =>
        (state === 'open' && settledAt === null) || (state === 'proposed' && !taken.has(id)),
    )
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

// Why there is none is a sentence. One principal that cannot be read must not hold up the others.
async function findPrincipal(
  accounts: AccountReader,
  principalArn: string,
): Promise<PrincipalPolicies | string> {
  try {
    const principal = await accounts.findPrincipal(principalArn);
    return principal ?? 'the role or user is not in this account';
  } catch (error) {
    if (!isAppError(error, 'invalid-data')) throw error;
    return error.message;
  }
}

// First denied, first in the statement: the same findings make the same document every time.
function orderOf({ firstSeenAt, id }: Finding): string {
  return `${firstSeenAt} ${id}`;
}

// What was approved is being carried out. An offer older than the window is being looked at, and
// stays as it is while it still covers everything that its findings lack.
function isLeftAlone(
  { state, createdAt, findingIds, requests }: Proposal,
  findings: readonly Finding[],
  { clock, rules }: ProposeChangeDeps,
): boolean {
  if (state === 'approved' || state === 'applying') return true;
  const age = Date.parse(clock.now()) - Date.parse(createdAt);
  const covered = new Set(requests.map(({ resource }) => resource));
  return (
    state === 'offered' &&
    age > rules.windowMinutes * 60_000 &&
    findings
      .filter(({ id }) => findingIds.includes(id))
      .every(({ resources }) => resources.every((resource) => covered.has(resource)))
  );
}

async function toNeeds(
  deps: ProposeChangeDeps,
  subjects: readonly Finding[],
  principal: PrincipalPolicies,
  proposals: readonly Proposal[],
): Promise<readonly Need[]> {
  const policies = toPolicySet(principal);
  const needs: Need[] = [];
  for (const finding of subjects) {
    const outcome = toFindingNeed(finding, principal.principal.arn, policies);
    if (outcome.kind === 'needed') needs.push(outcome.need);
    else if (outcome.kind === 'blocked') await settle(deps, finding, 'unfixable', outcome.reason);
    else await settle(deps, finding, 'fixed', reasonOfFix(finding, proposals));
  }
  const { passed, refused } = judgeNeeds(principal, needs);
  for (const { findingId, reason } of refused) {
    const finding = subjects.find(({ id }) => id === findingId);
    if (finding) await settle(deps, finding, 'unfixable', reason);
  }
  return passed;
}

function reasonOfFix(finding: Finding, proposals: readonly Proposal[]): string {
  return isOfTheSwitch(finding, proposals)
    ? 'it was denied while the policies were being switched; they allow it'
    : 'the policies allow it already';
}

async function toDrafts(
  deps: ProposeChangeDeps,
  needs: readonly Need[],
  principal: PrincipalPolicies,
  subjects: readonly Finding[],
  proposals: readonly Proposal[],
): Promise<readonly Draft[]> {
  const { arn } = principal.principal;
  let context = {
    principal,
    quotas: await deps.accounts.quotas(principal.principal.arn),
    protectedVersions: protectedVersionsOf(proposals),
    separatePolicyArn: separatePolicyArnOf(arn, 1),
  };
  let isFree = false;
  let wanted = needs;
  for (;;) {
    const { drafts, unplaced } = draftChange(context, wanted);
    if (!isFree && drafts.some(({ target }) => target.kind === 'new-managed')) {
      context = { ...context, separatePolicyArn: await freeSeparateArn(deps.accounts, arn) };
      isFree = true;
      continue;
    }
    const hopeless = [
      ...unplaced.map(({ need, reason }) => ({ findingId: need.findingId, reason })),
      ...drafts.flatMap((draft) => judgeDraft(principal, draft)),
    ];
    if (hopeless.length === 0) return drafts;
    for (const { findingId, reason } of hopeless) {
      const finding = subjects.find(({ id }) => id === findingId);
      if (finding) await settle(deps, finding, 'unfixable', reason);
    }
    wanted = wanted.filter(({ findingId }) => !hopeless.some((row) => row.findingId === findingId));
  }
}

// IAM keeps names unique in the account whatever the path and the case (IAM User Guide, "IAM and AWS STS quotas").
async function freeSeparateArn(accounts: AccountReader, principalArn: string): Promise<string> {
  const policies = await accounts.listCustomerManagedPolicies(principalArn);
  const taken = new Set(policies.map(({ name }) => name.toLowerCase()));
  for (let attempt = 1; ; attempt++) {
    const arn = separatePolicyArnOf(principalArn, attempt);
    if (!taken.has(arn.slice(arn.lastIndexOf('/') + 1).toLowerCase())) return arn;
  }
}

async function offer(
  deps: ProposeChangeDeps,
  drafts: readonly Draft[],
  known: {
    readonly principal: PrincipalPolicies;
    readonly subjects: readonly Finding[];
    readonly proposals: readonly Proposal[];
  },
): Promise<readonly Proposal[]> {
  const offered: Proposal[] = [];
  for (const draft of drafts) {
    const ids = draft.needs.map(({ findingId }) => findingId);
    const findings = known.subjects.filter(({ id }) => ids.includes(id));
    const at = deps.clock.now();
    const { target } = draft;
    const mode = deps.applyMode({ principalArn: known.principal.principal.arn, target });
    const proposal = toProposal(draft, {
      principal: known.principal,
      findings,
      earlier: known.proposals,
      diff: diffOf(deps.diff, draft),
      applyRefusal: mode.kind === 'refused' ? mode.code : null,
      at,
      expiresAt: new Date(Date.parse(at) + deps.rules.expiryHours * 3_600_000).toISOString(),
    });
    // A conflict means that the same offer was stored by another worker, or before a crash.
    if (!known.proposals.includes(proposal)) await deps.store.save(proposal);
    offered.push(proposal);
  }
  await supersedeOthers(deps, known, offered);
  for (const proposal of offered) await link(deps, proposal);
  return offered;
}

function diffOf(diff: UnifiedDiff, { target, targetDocument }: Draft): string {
  const name = target.kind === 'inline' ? target.policyName : target.policyArn;
  const before = target.baseDocument === null ? '' : JSON.stringify(target.baseDocument, null, 2);
  return diff(name, before, JSON.stringify(targetDocument, null, 2));
}

async function supersedeOthers(
  deps: ProposeChangeDeps,
  known: { readonly subjects: readonly Finding[]; readonly proposals: readonly Proposal[] },
  offered: readonly Proposal[],
): Promise<void> {
  const judged = new Set(known.subjects.map(({ id }) => id));
  const at = deps.clock.now();
  for (const old of known.proposals) {
    const isSame = offered.some(({ id }) => id === old.id);
    const isReplaced = old.findingIds.some((id) => judged.has(id));
    if (old.state !== 'offered' || isSame || !isReplaced) continue;
    const successors = offered.map(({ id }) => id).join(', ');
    const note = successors === '' ? 'nothing is lacking any more' : `replaced by ${successors}`;
    const move = {
      to: 'superseded',
      at,
      by: 'rolemender',
      detail: note,
      event: 'proposal-closed',
    } as const;
    // A conflict means that a person decided it just now: then it stands, and applying finds it stale or not.
    await deps.store.save(moveProposal(old, move, { note }));
  }
}

async function link(
  { store, clock }: ProposeChangeDeps,
  { id, findingIds }: Proposal,
): Promise<void> {
  for (const findingId of findingIds) {
    for (;;) {
      const finding = await store.findFinding(findingId);
      if (finding === undefined || finding.proposalIds.includes(id)) break;
      if (finding.state !== 'open' && finding.state !== 'proposed') break;
      const proposalIds = [...finding.proposalIds, id];
      const move = { to: 'proposed', at: clock.now(), by: 'rolemender', detail: id } as const;
      const next =
        finding.state === 'open'
          ? moveFinding(finding, move, { proposalIds })
          : { ...finding, version: finding.version + 1, proposalIds };
      if ((await store.save(next)) === 'saved') break;
    }
  }
}

async function settle(
  { store, clock }: ProposeChangeDeps,
  { id }: Finding,
  to: 'fixed' | 'unfixable',
  detail: string,
): Promise<void> {
  for (;;) {
    const finding = await store.findFinding(id);
    if (finding?.state !== 'open' && finding?.state !== 'proposed') return;
    const at = clock.now();
    const changes = to === 'fixed' ? { settledAt: at } : { refusal: detail };
    const move = { to, at, by: 'rolemender', detail, event: 'finding-settled' } as const;
    if ((await store.save(moveFinding(finding, move, changes))) === 'saved') return;
  }
}
