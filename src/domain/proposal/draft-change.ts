import type { AccountQuotas } from '../policy/limits.ts';
import { type Candidate, chooseTarget } from '../policy/choose-target.ts';
import { mergeStatement } from '../policy/merge-statement.ts';
import { policySize } from '../policy/policy-size.ts';
import type { PrincipalPolicies } from '../policy/principal-policies.ts';
import { roomForOneMore } from '../retention/room-for-one-more.ts';
import type { Draft, DraftContext, Need } from './draft.ts';
import { toSeparatePolicy } from './separate-policy.ts';

export type Drafting = {
  readonly drafts: readonly Draft[];
  /** Needs that fit into no policy, with the reason as a sentence. */
  readonly unplaced: readonly { readonly need: Need; readonly reason: string }[];
};

/**
 * Distributes needs over target policies: each goes to the policy that fits it best and has room,
 * several to one policy become one draft, and what fits nowhere is named with its reason.
 */
export function draftChange(context: DraftContext, needs: readonly Need[]): Drafting {
  const drafts = new Map<string, Draft>();
  const unplaced: { need: Need; reason: string }[] = [];
  for (const need of needs) {
    const { editable, blastRadius } = chooseTarget(context.principal, need.statement);
    const places = [
      ...editable.map((candidate) => () => intoExisting(context, drafts, candidate, need)),
      () => intoSeparate(context, drafts, blastRadius, need),
    ];
    if (!places.some((place) => place())) unplaced.push({ need, reason: NO_ROOM });
  }
  return { drafts: [...drafts.values()], unplaced };
}

const NO_ROOM =
  'no policy of this principal has room for it: compact one, raise the quota, or detach one that is unused';

type Drafts = Map<string, Draft>;

function intoExisting(
  { principal, quotas, protectedVersions }: DraftContext,
  drafts: Drafts,
  candidate: Candidate,
  need: Need,
): boolean {
  const key = `${candidate.kind} ${candidate.policy.name}`;
  const base = drafts.get(key) ?? freshDraft(candidate, principal, quotas, protectedVersions);
  return place(drafts, key, base && withNeed(base, need), principal);
}

// Keeps what a need made of a draft if there is one and it has room.
function place(
  drafts: Drafts,
  key: string,
  next: Draft | undefined,
  principal: PrincipalPolicies,
): boolean {
  if (next === undefined) return false;
  const { sizeAfter, sizeLimit } = next.quotaUse;
  const others = next.target.kind === 'inline' ? otherInlineSize(principal, drafts, key) : 0;
  if (sizeAfter > sizeLimit - others) return false;
  drafts.set(key, next);
  return true;
}

// Inline policies share one quota a principal: neither what the others hold nor what this drafting adds
// to them is available to this one.
function otherInlineSize(
  { inline }: PrincipalPolicies,
  drafts: ReadonlyMap<string, Draft>,
  key: string,
): number {
  const sizes = new Map(
    inline.map(({ name, document }) => [`inline ${name}`, policySize(document)]),
  );
  for (const [drafted, { target, quotaUse }] of drafts) {
    if (target.kind === 'inline') sizes.set(drafted, quotaUse.sizeAfter);
  }
  sizes.delete(key);
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

function freshDraft(
  candidate: Candidate,
  { principal }: PrincipalPolicies,
  quotas: AccountQuotas,
  protectedVersions: DraftContext['protectedVersions'],
): Draft | undefined {
  const { document } = candidate.policy;
  const sizeBefore = policySize(document);
  const common = { targetDocument: document, blastRadius: [], needs: [] };
  if (candidate.kind === 'inline') {
    const sizeLimit =
      principal.kind === 'role' ? quotas.inlineSizePerRole : quotas.inlineSizePerUser;
    const quotaUse = { sizeBefore, sizeAfter: sizeBefore, sizeLimit, versionToPrune: null };
    const policyName = candidate.policy.name;
    return { ...common, quotaUse, target: { kind: 'inline', policyName, baseDocument: document } };
  }
  const { policy } = candidate;
  const room = roomForOneMore(
    policy,
    protectedVersions.get(policy.id) ?? new Set(),
    quotas.versionsPerPolicy,
  );
  if (room.kind === 'none') return undefined;
  const versionToPrune = room.kind === 'delete-first' ? room.versionId : null;
  const sizeLimit = quotas.managedPolicySize;
  return {
    ...common,
    quotaUse: { sizeBefore, sizeAfter: sizeBefore, sizeLimit, versionToPrune },
    target: {
      kind: 'managed',
      policyArn: policy.arn,
      policyId: policy.id,
      baseVersionId: policy.defaultVersionId,
      baseDocument: document,
    },
  };
}

function intoSeparate(
  context: DraftContext,
  drafts: Drafts,
  blastRadius: readonly string[],
  need: Need,
): boolean {
  const base = drafts.get('separate') ?? toSeparatePolicy(context);
  const next = base && withNeed(base, need);
  const radius = new Set([...(base?.blastRadius ?? []), ...blastRadius]);
  return place(
    drafts,
    'separate',
    next && { ...next, blastRadius: [...radius] },
    context.principal,
  );
}

function withNeed(draft: Draft, need: Need): Draft | undefined {
  const outcome = mergeStatement(draft.targetDocument, need.statement);
  if (outcome.kind === 'unsupported') return undefined;
  const targetDocument = outcome.kind === 'merged' ? outcome.document : draft.targetDocument;
  const sizeAfter = policySize(targetDocument);
  return {
    ...draft,
    targetDocument,
    needs: [...draft.needs, need],
    quotaUse: { ...draft.quotaUse, sizeAfter },
  };
}
