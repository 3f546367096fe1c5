import { FINDING_STATES, type Finding, type FindingState } from '../../domain/finding/finding.ts';
import { headlineOf } from '../../domain/finding/headline.ts';
import { riskOf } from '../../domain/policy/guardrails.ts';
import { html, type Html } from '../html.ts';
import { ownText, text } from '../text.ts';
import { actionsOf, onWhat } from './answer.ts';
import { findingBadge, RISK_WORDS } from './badge.ts';
import { emptyList } from './empty-list.ts';
import { distance } from './moment.ts';

export const FINDINGS_PER_PAGE = 100;

export type ListView = {
  readonly findings: readonly Finding[];
  readonly state: FindingState | null;
  /** From 1. */
  readonly page: number;
  readonly now: string;
  /** Address of this console, for the example of the empty list. */
  readonly origin: string;
};

/** Every finding, or those of one state, one row each however many denials it holds. */
export function findingList({ findings, state, page, now, origin }: ListView): Html {
  const listed = state === null ? findings : findings.filter((finding) => finding.state === state);
  const start = (page - 1) * FINDINGS_PER_PAGE;
  const rows = listed.slice(start, start + FINDINGS_PER_PAGE);
  if (findings.length === 0) return emptyList(origin);
  return html`<h1>Findings</h1>
    ${filters(findings, state)}
    ${
      rows.length === 0
        ? html`<p class="panel">
            ${ownText(state === null ? 'There is no such page.' : `No finding is ${state}.`)}
          </p>`
        : html`<ol class="findings" start="${start + 1}">
            ${rows.map((finding) => row(finding, now))}
          </ol>`
    }
    ${pages(listed.length, page, state)}`;
}

function filters(findings: readonly Finding[], current: FindingState | null): Html {
  const present = FINDING_STATES.filter((state) => findings.some((f) => f.state === state));
  const link = (state: FindingState | null, count: number) =>
    html`<li>
      <a
        href="/${ownText(state === null ? '' : `?state=${state}`)}"
        ${state === current ? html` aria-current="page"` : null}
        >${ownText(state ?? 'all')} <span class="count">${count}</span></a
      >
    </li>`;
  return html`<nav aria-label="Findings by state">
    <ul class="filters">
      ${link(null, findings.length)}
      ${present.map((state) => link(state, findings.filter((f) => f.state === state).length))}
    </ul>
  </nav>`;
}

function row(finding: Finding, now: string): Html {
  const headline = headlineOf(finding);
  const ecsRole =
    headline.ecsRole === null
      ? null
      : html` <span class="label">(${text(headline.ecsRole)})</span>`;
  return html`<li>
    <div>${findingBadge(finding.state)}</div>
    <div class="what">
      <h2>
        <a href="/findings/${text(finding.id)}"
          ><b>${text(headline.who)}</b>${ecsRole} cannot <b>${actionsOf(finding)}</b></a
        >
      </h2>
      <p class="on">on ${onWhat(headline)}: ${ownText(headline.why)}</p>
    </div>
    <p class="number">
      <b>${ownText(finding.count.toLocaleString('en'))}</b>
      <span class="label small">${ownText(finding.count === 1 ? 'denial' : 'denials')}</span>
    </p>
    <p class="side">${seen(finding, now)}</p>
    <p class="side">${risk(finding)}</p>
  </li>`;
}

function seen({ firstSeenAt, lastSeenAt }: Finding, now: string): Html {
  const at = (label: string, time: string) =>
    html`<span><span class="label">${ownText(label)}</span> ${distance(time, now)}</span>`;
  return firstSeenAt === lastSeenAt
    ? at('seen', lastSeenAt)
    : html`${at('last', lastSeenAt)} ${at('first', firstSeenAt)}`;
}

function risk({ sample }: Finding): Html {
  if (sample.required.length === 0) return html`<span class="label">risk unknown</span>`;
  const { tier } = riskOf({ Effect: 'Allow', Action: sample.required.map(({ action }) => action) });
  return html`<span><span class="label">risk tier</span> ${tier}</span>
    <span class="label">${ownText(RISK_WORDS[tier])}</span>`;
}

function pages(total: number, page: number, state: FindingState | null): Html | null {
  if (total <= FINDINGS_PER_PAGE) return null;
  const last = Math.ceil(total / FINDINGS_PER_PAGE);
  const link = (to: number, words: string) =>
    to < 1 || to > last
      ? null
      : html`<a href="/?${ownText(state === null ? '' : `state=${state}&`)}page=${to}"
          >${ownText(words)}</a
        >`;
  return html`<nav class="pages" aria-label="Pages of the list">
    ${link(page - 1, 'Newer')}
    <span class="muted">page ${page} of ${last}</span> ${link(page + 1, 'Older')}
  </nav>`;
}
