import type { FindingState } from '../../domain/finding/finding.ts';
import type { ProposalState } from '../../domain/proposal/proposal.ts';
import type { Risk, RiskTier } from '../../domain/policy/risk.ts';
import { html, type Html } from '../html.ts';
import { ownText, text } from '../text.ts';

export type Tone = 'wait' | 'good' | 'bad' | 'news' | 'calm';

const FINDING_TONES: Readonly<Record<FindingState, Tone>> = {
  open: 'news',
  proposed: 'wait',
  fixed: 'good',
  unfixable: 'bad',
  suppressed: 'calm',
  expired: 'calm',
};

const PROPOSAL_TONES: Readonly<Record<ProposalState, Tone>> = {
  offered: 'wait',
  approved: 'news',
  applying: 'news',
  applied: 'news',
  verified: 'good',
  rejected: 'calm',
  expired: 'calm',
  superseded: 'calm',
  'verify-failed': 'bad',
  'rolled-back': 'calm',
  failed: 'bad',
};

const RISK_TONES: Readonly<Record<RiskTier, Tone>> = {
  0: 'bad',
  1: 'bad',
  2: 'bad',
  3: 'wait',
  4: 'calm',
};

/** What each risk tier means, in two or three words. */
export const RISK_WORDS: Readonly<Record<RiskTier, string>> = {
  0: 'escalates alone',
  1: 'completes an escalation',
  2: 'exposes data',
  3: 'writes',
  4: 'reads',
};

export function findingBadge(state: FindingState): Html {
  return badge(FINDING_TONES[state], state);
}

export function proposalBadge(state: ProposalState): Html {
  return badge(PROPOSAL_TONES[state], state);
}

/** A risk with its reasons, as far as they say more than the tier. */
export function riskView({ tier, reasons }: Risk): Html {
  const telling = reasons.filter((reason) => reason.includes(':'));
  return html`${badge(RISK_TONES[tier], `tier ${tier}`)} ${ownText(RISK_WORDS[tier])}, on a scale
  from 0 (worst) to 4 ${telling.map((reason) => html`<p class="muted small">${text(reason)}</p>`)}`;
}

function badge(tone: Tone, words: string): Html {
  return html`<span class="badge ${ownText(tone)}">${ownText(words)}</span>`;
}
