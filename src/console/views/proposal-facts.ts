import type { Proposal } from '../../domain/proposal/proposal.ts';
import {
  shortDigest,
  toApprovalsSentence,
  toPlacementReason,
} from '../../domain/proposal/describe-proposal.ts';
import { approvalsNeeded, GUARDRAIL_REFUSALS } from '../../domain/policy/risk.ts';
import { html, type Html } from '../html.ts';
import { ownText, text } from '../text.ts';
import { riskView } from './badge.ts';
import { moment, toUtc } from './moment.ts';

/** What an approver weighs: risk, reach, size against the quota, evidence, digest. */
export function proposalFacts(proposal: Proposal): Html {
  const { guardrail, evidence, digest } = proposal;
  const approvals = toApprovalsSentence(proposal);
  return html`<dl class="facts">
    <dt>Risk</dt>
    <dd>
      ${riskView(guardrail.risk)}
      ${approvals === null ? null : html`<p class="small">${text(approvals)}</p>`}
      ${approvals === null && approvalsNeeded(guardrail.risk) === 2 ? html`<p class="small">Two people should approve it; this console asks one.</p>` : null}
      ${guardrail.kind === 'refused' ? html`<b>Refused by a guardrail: ${ownText(GUARDRAIL_REFUSALS[guardrail.code])}.</b>` : null}
    </dd>
    <dt>Blast radius</dt>
    <dd>${blastRadius(proposal)}</dd>
    <dt>Policy size</dt>
    <dd>${size(proposal)}</dd>
    ${cured(proposal)}
    <dt>Evidence</dt>
    <dd>
      ${ownText(evidence.count.toLocaleString('en'))}
      ${ownText(evidence.count === 1 ? 'denial' : 'denials')}, ${range(evidence)}
      ${
        evidence.eventIds.length === 0
          ? null
          : html`<details class="small">
              <summary>Event ids</summary>
              ${evidence.eventIds.map((id) => html`<code>${text(id)}</code><br />`)}
            </details>`
      }
    </dd>
    <dt>Digest</dt>
    <dd>
      <code title="${text(digest)}">${text(shortDigest(proposal))}</code>
      <span class="muted small">an approval counts for exactly this change</span>
    </dd>
  </dl>`;
}

function blastRadius(proposal: Proposal): Html {
  const { blastRadius: others, principalArn } = proposal;
  const why = toPlacementReason(proposal);
  return html`Only <code>${text(principalArn)}</code> gets the permission.
    ${why === null ? null : html`<span class="muted">${text(why)}</span>`}
    ${
      others.length === 0
        ? null
        : html`<p class="muted small">Others that hold it:</p>
            <ul>
              ${others.map((arn) => html`<li><code>${text(arn)}</code></li>`)}
            </ul>`
    }`;
}

function range({ firstSeenAt, lastSeenAt }: Proposal['evidence']): Html {
  return toUtc(firstSeenAt) === toUtc(lastSeenAt)
    ? moment(lastSeenAt)
    : html`${moment(firstSeenAt)} to ${moment(lastSeenAt)}`;
}

// One change may cure several findings of a role; whoever approves it for one approves it for all.
function cured({ findingIds }: Proposal): Html | null {
  if (findingIds.length < 2) return null;
  return html`<dt>Cures</dt>
    <dd>
      ${findingIds.length} findings:
      ${findingIds.map((id) => html`<a href="/findings/${text(id)}"><code>${text(id)}</code></a> `)}
    </dd>`;
}

function size({ quotaUse }: Proposal): Html {
  const { sizeBefore, sizeAfter, sizeLimit } = quotaUse;
  const share = Math.round((sizeAfter / sizeLimit) * 100);
  const number = (value: number) => ownText(value.toLocaleString('en'));
  return html`<meter
      min="0"
      max="${sizeLimit}"
      high="${Math.round(sizeLimit * 0.8)}"
      value="${sizeAfter}"
    >
      ${share} %
    </meter>
    ${number(sizeBefore)} → ${number(sizeAfter)} of ${number(sizeLimit)} characters (${share} %)`;
}
