import type { Proposal, ProposalState } from '../../domain/proposal/proposal.ts';
import { html, type Html } from '../html.ts';
import { ownText, text } from '../text.ts';
import { proposalBadge } from './badge.ts';
import { diffFigure } from './diff.ts';
import { decisionForms, type FormContext, rollbackForm } from './forms.ts';
import { distance } from './moment.ts';
import { proposalFacts } from './proposal-facts.ts';
import { rollbackEffect, targetName, whatApproveDoes } from './target.ts';
import { wayOf } from './way.ts';

/** States in which a change stands in the account and may be taken back. */
const STANDING: readonly ProposalState[] = ['applied', 'verified', 'verify-failed'];

/** One proposal: what it does or did, its difference, and what can be decided about it now. */
export function proposalPanel(
  proposal: Proposal,
  context: FormContext & { readonly now: string },
): Html {
  const { id, state } = proposal;
  const isOpen = state === 'offered' && proposal.expiresAt > context.now;
  return html`<section class="panel" id="${text(id)}" aria-labelledby="h-${text(id)}">
    <div class="panel-head">
      <h2 id="h-${text(id)}">Proposal</h2>
      ${proposalBadge(state)} <code class="muted">${text(id)}</code>
      ${isOpen ? html`<span class="muted small last">expires ${distance(proposal.expiresAt, context.now)}</span>` : null}
    </div>
    ${isOpen ? whatApproveDoes(proposal) : wayOf(proposal)}
    ${diffFigure('Difference', targetName(proposal.target), proposal.diff)}
    ${proposalFacts(proposal)} ${isOpen ? decisionForms(proposal, context) : null}
    ${isStanding(proposal) ? html`<div class="decide">${rollbackForm(proposal, rollbackEffect(proposal), context)}</div>` : null}
    ${state === 'offered' && !isOpen ? html`<p>${ownText('The offer has run out. The next denial brings a new one.')}</p>` : null}
  </section>`;
}

function isStanding({ state, rollback }: Proposal): boolean {
  return STANDING.includes(state) && rollback === null;
}
