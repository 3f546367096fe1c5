import type { FindingView } from '../../compose/local-app.ts';
import { diagnose } from '../../domain/denial/diagnose.ts';
import type { Finding } from '../../domain/finding/finding.ts';
import { isReconnaissanceAlert } from '../../domain/finding/reconnaissance.ts';
import { html, type Html, type HtmlValue } from '../html.ts';
import { ownText, text } from '../text.ts';
import { answerSentence } from './answer.ts';
import { findingBadge } from './badge.ts';
import { evidence, whyDenied } from './finding-facts.ts';
import { historyTable } from './history.ts';
import { type Message, messageView } from './message.ts';
import { distance } from './moment.ts';
import { proposalPanel } from './proposal.ts';
import { type FormContext, liftForm } from './forms.ts';

/** One finding: the answer, what may be decided about it, the evidence, and what happened. */
export function findingPage(
  { finding, proposals }: FindingView,
  context: FormContext & { readonly now: string },
  message: Message | null = null,
  differences: HtmlValue = null,
): Html {
  const [newest, ...older] = proposals;
  return html`<p><a class="back" href="/">← All findings</a></p>
    ${messageView(message)} ${differences}
    <h1 class="answer">${answerSentence(finding)}</h1>
    <p class="panel-head">
      ${findingBadge(finding.state)}
      <span
        ><b>${ownText(finding.count.toLocaleString('en'))}</b>
        ${ownText(finding.count === 1 ? 'denial' : 'denials')}</span
      >
      <span class="muted">${seen(finding, context.now)}</span>
      <code class="muted">${text(finding.id)}</code>
    </p>
    ${newest === undefined || finding.state === 'unfixable' ? withoutProposal(finding) : null}
    ${isReconnaissanceAlert(finding) && finding.state === 'unfixable' ? liftForm(finding.id, context) : null}
    ${newest === undefined ? null : proposalPanel(newest, context)}
    <div class="columns">${whyDenied(finding)} ${evidence(finding)}</div>
    ${historyTable([finding, ...proposals])}
    ${older.map(
      (proposal) =>
        html`<details class="panel">
          <summary>Earlier proposal ${text(proposal.id)}: ${ownText(proposal.state)}</summary>
          ${proposalPanel(proposal, context)}
        </details>`,
    )}`;
}

function seen({ firstSeenAt, lastSeenAt }: Finding, now: string): Html {
  return firstSeenAt === lastSeenAt
    ? html`seen ${distance(lastSeenAt, now)}`
    : html`last ${distance(lastSeenAt, now)}, first ${distance(firstSeenAt, now)}`;
}

function withoutProposal(finding: Finding): Html {
  if (finding.state === 'unfixable') {
    const { fixable, nextStep } = diagnose(finding.sample);
    return html`<section class="notice wait" aria-label="No fix to approve">
      <p>
        <b>There is nothing to approve.</b>
        ${sentence(finding.refusal ?? 'No Allow of ours can help')}
      </p>
      ${finding.owner === null ? null : html`<p><b>Who can fix it:</b> ${text(finding.owner)}.</p>`}
      ${fixable ? null : html`<p>${text(nextStep)}</p>`}
    </section>`;
  }
  return html`<section class="notice" aria-label="No proposal">
    <p><b>${ownText(WITHOUT_PROPOSAL[finding.state])}</b></p>
  </section>`;
}

const WITHOUT_PROPOSAL: Readonly<Record<Exclude<Finding['state'], 'unfixable'>, string>> = {
  open: 'No change is offered at the moment. The next denial brings one.',
  proposed: 'A change is being worked out. Load the page again in a moment.',
  fixed: 'Nothing to do: the policies allow it by now.',
  suppressed: 'It was decided to leave this as it is.',
  expired: 'Nobody decided in time. The next denial opens it again.',
};

function sentence(words: string): Html {
  const end = /[.!?]$/.test(words) ? '' : '.';
  return html`${text(words.slice(0, 1).toUpperCase() + words.slice(1) + end)}`;
}
