import type { Proposal } from '../proposal/proposal.ts';
import type { Finding } from './finding.ts';

/** How decisions went in a period. Medians are in minutes, null where there is nothing to measure. */
export type DigestFlow = {
  readonly approved: number;
  readonly rejected: number;
  readonly expired: number;
  readonly minutesToDecide: number | null;
  readonly minutesToApply: number | null;
  /** All denials that were counted for each message about them, since the store began. */
  readonly denials: number;
  readonly messages: number;
};

/** What the store tells of decisions in a period. */
export function toDigestFlow(
  { findings, proposals }: { findings: readonly Finding[]; proposals: readonly Proposal[] },
  since: string,
  until: string,
): DigestFlow {
  const decided = proposals.filter(
    ({ decision }) => decision !== null && decision.at > since && decision.at <= until,
  );
  const count = (verdict: string) =>
    decided.filter(({ decision }) => decision?.verdict === verdict).length;
  const byPerson = decided.filter(({ decision }) => decision?.verdict !== 'expired');
  return {
    approved: count('approved'),
    rejected: count('rejected'),
    expired: count('expired'),
    minutesToDecide: median(
      byPerson.map(({ createdAt, decision }) => minutesBetween(createdAt, decision!.at)),
    ),
    minutesToApply: median(
      decided.flatMap(({ decision, change }) =>
        change === null ? [] : [minutesBetween(decision!.at, change.at)],
      ),
    ),
    denials: findings.reduce((sum, { count }) => sum + count, 0),
    messages: findings.reduce((sum, { messages }) => sum + messages.length, 0),
  };
}

function minutesBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 60_000;
}

/** The middle of some numbers (of the two middle ones their mean), or null where there is none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
