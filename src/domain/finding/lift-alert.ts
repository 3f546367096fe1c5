import type { Finding } from './finding.ts';
import { isReconnaissanceAlert } from './reconnaissance.ts';
import { moveFinding } from './transitions.ts';

/** Why an alert is not lifted, as the end of the sentence "not lifted: …". */
export const LIFT_REFUSALS = {
  'not-found': 'there is no such finding',
  'not-an-alert': 'it is no security alert; reject its proposal instead',
  'already-lifted': 'it was lifted before',
  'no-reason': 'say why, for whoever looks into it later',
} as const;
export type LiftRefusal = keyof typeof LIFT_REFUSALS;

/** A person's order to lift an alert; `at` is ISO 8601 UTC. */
export type Lifting = { readonly at: string; readonly by: string; readonly reason: string };

/** Why a finding cannot be lifted, or null where it is a standing alert. */
export function liftRefusalOf(finding: Finding | undefined, reason: string): LiftRefusal | null {
  if (finding === undefined) return 'not-found';
  if (!isReconnaissanceAlert(finding)) return 'not-an-alert';
  if (finding.state !== 'unfixable') return 'already-lifted';
  return reason.trim() === '' ? 'no-reason' : null;
}

/** The next version of an alert after a person lifted it; what follows is the work of `finding-settled`. */
export function toLifted(alert: Finding, { at, by, reason }: Lifting): Finding {
  const move = { to: 'suppressed', at, by, detail: reason, event: 'finding-settled' } as const;
  return moveFinding(alert, move, { settledAt: at });
}

/**
 * The next version of a finding of the alert's principal: what was tried out is not offered because the
 * alert is gone, only when it is denied again. Undefined where there is nothing to lay aside.
 */
export function toLaidAside(finding: Finding, { at, by }: Lifting): Finding | undefined {
  if (finding.state !== 'open' || finding.settledAt !== null) return undefined;
  const detail = 'the security alert was lifted; the next denial asks again';
  const history = [...finding.history, { at, event: 'laid-aside', by, detail }];
  return { ...finding, version: finding.version + 1, settledAt: at, history };
}
