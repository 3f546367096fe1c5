import type { Proposal } from '../../domain/proposal/proposal.ts';
import { html, type Html, type HtmlValue } from '../html.ts';
import { ownText, text } from '../text.ts';
import { moment } from './moment.ts';
import { nextStepOf } from './next-step.ts';

type Tone = 'good' | 'bad' | 'wait' | 'calm';

/** The way of a proposal from the decision to its end, one line a step, and what to do next. */
export function wayOf(proposal: Proposal): Html {
  const next = nextStepOf(proposal);
  return html`<ol class="way" aria-label="What happened to it">
      ${decided(proposal)} ${applied(proposal)} ${verified(proposal)} ${rolledBack(proposal)}
      ${ended(proposal)}
    </ol>
    ${next === null ? null : html`<p><b>Next:</b> ${ownText(next)}</p>`}`;
}

function step(tone: Tone, what: HtmlValue, at: string | null): Html {
  return html`<li class="${ownText(tone)}">
    ${what} ${at === null ? null : html`<span class="muted small">${moment(at)}</span>`}
  </li>`;
}

function decided({ decision }: Proposal): Html | null {
  if (decision === null) return null;
  const { verdict, by, at, reason } = decision;
  if (verdict === 'expired') return step('calm', html`<b>Expired</b>: nobody decided in time`, at);
  const because = reason === null || reason === '' ? null : html`: ${text(reason)}`;
  const isYes = verdict === 'approved';
  return step(
    isYes ? 'good' : 'calm',
    html`<b>${ownText(isYes ? 'Approved' : 'Rejected')}</b> by ${text(by)}${because}`,
    at,
  );
}

function applied({ state, change, target }: Proposal): Html | null {
  if (state === 'approved' || state === 'applying')
    return step('wait', html`<b>Being applied</b>`, null);
  if (change === null) return null;
  const { newVersionId, previousVersionId, prunedVersionId, at } = change;
  const version = newVersionId === null ? null : html` as <b>${text(newVersionId)}</b>`;
  const before = previousVersionId === null ? null : html`, ${text(previousVersionId)} before`;
  const pruned = prunedVersionId === null ? null : html`, ${text(prunedVersionId)} pruned`;
  const where = target.kind === 'inline' ? html` to <code>${text(target.policyName)}</code>` : null;
  return step('good', html`<b>Applied</b>${where}${version}${before}${pruned}`, at);
}

const VERDICTS = {
  effective: { tone: 'good', word: 'Verified: effective' },
  ineffective: { tone: 'bad', word: 'Ineffective' },
  inconclusive: { tone: 'wait', word: 'Inconclusive' },
} as const;

function verified({ state, verification }: Proposal): Html | null {
  if (verification === null)
    return state === 'applied' ? step('wait', html`<b>Being verified</b>`, null) : null;
  const { tone, word } = VERDICTS[verification.kind];
  const silent = (verification.silent ?? []).map(
    ({ witness, reason }) => html` Silent: ${text(witness)} (${text(reason)}).`,
  );
  const witnesses = html`<span class="muted"
    >Witnesses: ${text(verification.witnesses.join(', '))}.${silent}</span
  >`;
  return step(
    tone,
    html`<b>${ownText(word)}</b>: ${text(verification.detail)}. ${witnesses}`,
    verification.at,
  );
}

function rolledBack({ rollback, change }: Proposal): Html | null {
  if (rollback === null) return null;
  const { by, reason, requestedAt, doneAt } = rollback;
  const because = reason === null || reason === '' ? null : html`: ${text(reason)}`;
  if (doneAt === null)
    return step('wait', html`<b>Rollback ordered</b> by ${text(by)}${because}`, requestedAt);
  const to = change?.previousVersionId ? html` to <b>${text(change.previousVersionId)}</b>` : null;
  return step('calm', html`<b>Rolled back</b>${to} by ${text(by)}${because}`, doneAt);
}

function ended({ state, note }: Proposal): Html | null {
  if (state === 'failed')
    return step('bad', html`<b>Failed</b>: ${text(note ?? 'the reason is in the history')}`, null);
  if (state === 'superseded')
    return step('calm', html`<b>Stale</b>: ${text(note ?? 'a newer proposal replaces it')}`, null);
  return note === null ? null : step('bad', html`${text(note)}`, null);
}
