import { type Denial, NOT_A_DENIAL_REASONS, type Reading } from '../../domain/denial/denial.ts';
import type { Diagnosis } from '../../domain/denial/diagnosis.ts';
import { UNKNOWN_PRINCIPAL } from '../../domain/finding/add-denials.ts';
import { toSourceWords } from '../../domain/finding/sources.ts';
import type { RequiredPermission } from '../../domain/permission/required-permission.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import { html, type Html } from '../html.ts';
import { ownText, text, textLines } from '../text.ts';
import { answerSentence } from './answer.ts';
import { riskView } from './badge.ts';
import { codeFact, fact } from './fact.ts';

/** What one pasted record turned out to be: a diagnosis, no denial, or unreadable, each with its reason. */
export function diagnosisPanel(reading: Reading, diagnosis: Diagnosis | null): Html {
  switch (reading.kind) {
    case 'denial':
      return denialPanel(reading, diagnosis);
    case 'not-a-denial':
      return html`<section class="panel">
        <h2>Not a denial</h2>
        <p>${ownText(NOT_A_DENIAL_REASONS[reading.reason])}.</p>
      </section>`;
    case 'unreadable':
      return html`<section class="notice wait">
        <h2>Unreadable</h2>
        <p>${text(reading.reason)}</p>
      </section>`;
    default:
      return assertNever(reading);
  }
}

function denialPanel(denial: Denial, diagnosis: Diagnosis | null): Html {
  const resources = [...new Set(denial.required.flatMap((each) => each.resources))];
  const principalArn = denial.principal.arn ?? UNKNOWN_PRINCIPAL;
  const answered = { principalArn, sample: denial, resources, cause: denial.cause };
  return html`<section class="panel">
    <h2 class="answer">${answerSentence(answered)}</h2>
    ${diagnosis === null ? null : answer(diagnosis)}
    <dl class="facts">
      ${fact('Principal', html`<code>${text(principalArn)}</code>`)}
      ${denial.required.map((permission) => fact('Needs', need(permission)))}
      ${fact('Cause', html`<code>${ownText(denial.cause)}</code>`)}
      ${fact('From', ownText(toSourceWords([denial.source])))}
      ${codeFact('Denied by', denial.denyingPolicyArn)} ${codeFact('Event', denial.eventId)}
      ${diagnosis?.risk ? fact('Risk', riskView(diagnosis.risk)) : null}
    </dl>
  </section>`;
}

function need({ action, resources, basis, confidence }: RequiredPermission): Html {
  return html`<code>${text(action)}</code> on
    <code>${text(resources.join(', ') || 'an unknown resource')}</code>
    <span class="muted small"
      >known from the ${ownText(basis)}, confidence ${ownText(confidence)}</span
    >`;
}

function answer({ statement, refusal, owner, nextStep }: Diagnosis): Html {
  if (statement !== null) {
    return html`<p>The smallest statement that cures it. ${text(nextStep)}</p>
      <pre>${textLines(JSON.stringify(statement, null, 2))}</pre>`;
  }
  return html`<div class="notice wait">
    <p><b>${text(refusal?.reason ?? 'No statement is offered.')}</b></p>
    <p>Who can fix it: ${text(owner)}. ${text(nextStep)}</p>
  </div>`;
}
