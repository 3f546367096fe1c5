import type { Proposal } from '../../domain/proposal/proposal.ts';
import { html, type Html } from '../html.ts';
import { ownText, text } from '../text.ts';

/** What every form of a page carries. `name` is what the person called themselves the last time. */
export type FormContext = {
  readonly csrf: string;
  readonly name: string;
  /** The finding whose page it is, to come back to: a proposal may cure several. */
  readonly findingId: string | null;
};

export const LONGEST_NAME = 64;
export const LONGEST_REASON = 500;

/** Reasons to reject, as they are stored. */
export const REJECT_REASONS = ['wrong resource', 'app bug', 'suspicious', 'not now'] as const;

/** The proof that the form came from this console's own page. */
export function csrfField({ csrf }: FormContext): Html {
  return html`<input type="hidden" name="csrf" value="${text(csrf)}" />`;
}

function hiddenFields(context: FormContext): Html {
  return html`${csrfField(context)}<input
      type="hidden"
      name="finding"
      value="${text(context.findingId ?? '')}"
    />`;
}

/** Approve and reject, bound to the digest that is on the page. */
export function decisionForms(proposal: Proposal, context: FormContext): Html {
  return html`<div class="decide">
    ${proposal.guardrail.kind === 'passed' ? approveForm(proposal, context) : null}
    ${rejectForm(proposal, context)}
  </div>`;
}

function approveForm({ id, digest }: Proposal, context: FormContext): Html {
  return html`<form class="fields" method="post" action="/proposals/${text(id)}/approve">
    <h3>Approve</h3>
    ${hiddenFields(context)} ${digestField(digest)} ${nameField(context)}
    <label class="check"
      ><input type="checkbox" name="read" value="yes" required />
      <span>I have read the difference above; exactly this may be applied.</span></label
    >
    <div><button class="approve">Approve and apply</button></div>
    <p class="hint">
      If the role or its policies changed since this offer, nothing is done and a new one is made.
    </p>
  </form>`;
}

function rejectForm({ id, digest }: Proposal, context: FormContext): Html {
  return html`<form class="fields" method="post" action="/proposals/${text(id)}/reject">
    <h3>Reject</h3>
    ${hiddenFields(context)} ${digestField(digest)} ${nameField(context)}
    <label
      >Reason
      <select name="kind">
        ${REJECT_REASONS.map((reason) => html`<option>${ownText(reason)}</option>`)}
      </select></label
    >
    ${reasonField('In your words')}
    <div><button>Reject</button></div>
  </form>`;
}

/** Takes an applied change back. `effect` says what the account returns to. */
export function rollbackForm({ id }: Proposal, effect: string, context: FormContext): Html {
  return html`<form class="fields" method="post" action="/proposals/${text(id)}/rollback">
    <h3>Roll back</h3>
    <p>${text(effect)} It is refused if somebody changed the policy since.</p>
    ${hiddenFields(context)} ${nameField(context)} ${reasonField('Reason')}
    <div><button class="danger">Roll back</button></div>
  </form>`;
}

/** Lifts a security alert. */
export function liftForm(findingId: string, context: FormContext): Html {
  return html`<form class="fields" method="post" action="/findings/${text(findingId)}/lift">
    <h3>Lift the alert</h3>
    <p>
      Only when it is known who tried this out and why. What was denied until now is not offered;
      what is denied from now on is.
    </p>
    ${csrfField(context)} ${nameField(context)} ${reasonField('Why it is harmless', 'needed')}
    <div><button class="danger">Lift the alert</button></div>
  </form>`;
}

function digestField(digest: string): Html {
  return html`<input type="hidden" name="digest" value="${text(digest)}" />`;
}

function nameField({ name }: FormContext): Html {
  return html`<label
    >Your name <span class="hint">(kept in the history)</span>
    <input
      type="text"
      name="by"
      value="${text(name)}"
      maxlength="${LONGEST_NAME}"
      autocomplete="name"
      required
  /></label>`;
}

function reasonField(label: string, need: 'optional' | 'needed' = 'optional'): Html {
  return html`<label
    >${ownText(label)} <span class="hint">(${ownText(need)})</span>
    <input type="text" name="reason" maxlength="${LONGEST_REASON}" autocomplete="off"
  /></label>`;
}
