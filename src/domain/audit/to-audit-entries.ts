import type { HistoryRow } from '../finding/aggregate.ts';
import type { Finding } from '../finding/finding.ts';
import type { Proposal } from '../proposal/proposal.ts';
import type { AuditEntry } from './audit-entry.ts';

/** Who acts when no person does. */
const OURSELVES = 'rolemender';

// An offer is neither a decision nor a change, and whoever is denied can cause as many as they like.
const NOT_AUDITED: ReadonlySet<string> = new Set(['proposal-offered', 'superseded']);

/**
 * The decisions and changes in an aggregate's history, oldest first. A row of history never changes its
 * place, so aggregate and place name it for ever.
 */
export function toAuditEntries(aggregate: Finding | Proposal): readonly AuditEntry[] {
  return aggregate.history.flatMap((row, index) => {
    if (!isAudited(aggregate, row)) return [];
    const { at, by, event, detail } = row;
    const { id, account, principalArn } = aggregate;
    const about = aggregate.kind === 'proposal' ? aboutProposal(aggregate, event) : ABOUT_FINDING;
    const key = `${id}#${index}`;
    return [{ key, at, actor: by, event, subject: id, account, principalArn, detail, ...about }];
  });
}

/** A decision that was refused: an attempt is part of the history too. `at` tells attempts of one person apart. */
export function toRefusedDecision(attempt: {
  readonly proposal: Proposal;
  readonly by: string;
  readonly at: string;
  readonly verdict: string;
  readonly reason: string;
}): AuditEntry {
  const { proposal, by, at, verdict, reason } = attempt;
  const { id, account, principalArn, digest } = proposal;
  return {
    ...ABOUT_FINDING,
    key: `${id}#refused#${by}#${at}#${verdict}`,
    at,
    actor: by,
    event: 'decision-refused',
    subject: id,
    account,
    principalArn,
    policy: policyOf(proposal),
    digest,
    detail: `${verdict}: ${reason}`,
  };
}

function isAudited({ kind }: Finding | Proposal, { by, event }: HistoryRow): boolean {
  // Of a finding only what a person decided about it: snoozed, suppressed, taken up again.
  return kind === 'finding' ? by !== OURSELVES : !NOT_AUDITED.has(event);
}

type About = Pick<AuditEntry, 'policy' | 'digest' | 'versions' | 'before' | 'after'>;

const ABOUT_FINDING: About = {
  policy: null,
  digest: null,
  versions: null,
  before: null,
  after: null,
};

function aboutProposal(proposal: Proposal, event: string): About {
  const { digest, target, targetDocument } = proposal;
  const about = { ...ABOUT_FINDING, policy: policyOf(proposal), digest };
  const base = target.baseDocument;
  switch (event) {
    case 'approval-given':
    case 'proposal-approved':
      return { ...about, before: base, after: targetDocument };
    case 'change-applied':
      return { ...about, versions: versionsOf(proposal), before: base, after: targetDocument };
    case 'change-rolled-back':
      return { ...about, before: targetDocument, after: base };
    default:
      return about;
  }
}

function policyOf({ target }: Proposal): string {
  return target.kind === 'inline' ? target.policyName : target.policyArn;
}

function versionsOf({ change }: Proposal): About['versions'] {
  if (change === null) return null;
  const { newVersionId, previousVersionId, prunedVersionId } = change;
  return { created: newVersionId, previous: previousVersionId, pruned: prunedVersionId };
}
