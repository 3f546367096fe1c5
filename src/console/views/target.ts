import type { Proposal, Target } from '../../domain/proposal/proposal.ts';
import { toApprovalSteps } from '../../domain/proposal/describe-proposal.ts';
import { html, type Html } from '../html.ts';
import { text } from '../text.ts';

/** The policy that a proposal is about: its ARN, or an inline policy's name. */
export function targetName(target: Target): string {
  return target.kind === 'inline' ? target.policyName : target.policyArn;
}

/** What Approve will do, step by step, before it is pressed. */
export function whatApproveDoes(proposal: Proposal): Html {
  return html`<h3>What Approve does</h3>
    <ol class="steps-plain">
      ${toApprovalSteps(proposal).map((step) => html`<li>${text(step)}</li>`)}
    </ol>`;
}

/** What the account returns to when the change is taken back: a sentence. */
export function rollbackEffect({ target }: Proposal): string {
  switch (target.kind) {
    case 'managed':
      return `Roll back makes ${target.baseVersionId} the default version again.`;
    case 'inline':
      return target.baseDocument === null
        ? `Roll back deletes the inline policy ${target.policyName}.`
        : `Roll back restores the document of ${target.policyName} as it was.`;
    case 'new-managed':
      return 'Roll back detaches the new policy and deletes it.';
  }
}
