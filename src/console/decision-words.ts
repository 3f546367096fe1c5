import { DECISION_REFUSALS } from '../domain/approval/decision-refusals.ts';
import type { LocalApp } from '../compose/local-app.ts';
import { APPLY_REFUSALS } from '../domain/change/apply-refusals.ts';
import { LIFT_REFUSALS } from '../domain/finding/lift-alert.ts';
import type { Message } from './views/message.ts';

type Decision = Awaited<ReturnType<LocalApp['decide']>>;
type Refused = Extract<Decision, { readonly kind: 'refused' }>;
type Rollback = Awaited<ReturnType<LocalApp['rollBack']>>;
type NotLifted = Extract<Awaited<ReturnType<LocalApp['liftAlert']>>, { readonly kind: 'refused' }>;
type NotRolledBack = Exclude<Rollback, { readonly kind: 'recorded' }>;

/** Why a decision lost, as a sentence for whoever made it, and what to do next. */
export function decisionRefused({ code, proposal }: Refused): Message {
  switch (code) {
    case 'not-found':
      return lost('There is no such proposal.', 'Look at the list of findings.');
    case 'expired':
      return lost(
        'Your decision came too late: the offer had expired.',
        'The next denial brings a new proposal.',
      );
    case 'digest-differs':
      return lost(
        'Nothing was done: it is not the change that you looked at.',
        'Read the present proposal below and decide again.',
      );
    case 'apply-refused':
      return lost(
        'Nothing was done: this change may not be applied directly here.',
        proposal?.applyRefusal ? `The reason: ${APPLY_REFUSALS[proposal.applyRefusal]}.` : '',
      );
    case 'too-dangerous':
    case 'reason-missing':
    case 'approved-by-you':
    case 'not-comparable':
    case 'same-group':
      return lost(
        `Not recorded: ${DECISION_REFUSALS[code]}.`,
        'What the proposal still needs is below.',
      );
    case 'already-decided': {
      const { verdict, by } = proposal?.decision ?? { verdict: 'decided', by: 'somebody else' };
      return lost(
        `Your decision came second: it was ${verdict} by ${by} before.`,
        'What came of it is below.',
      );
    }
  }
}

/** Why a change was not taken back, as a sentence, and what to do next. */
export function rollbackRefused(outcome: NotRolledBack): Message {
  switch (outcome.kind) {
    case 'not-found':
      return lost('There is no such proposal.', 'Look at the list of findings.');
    case 'not-applied':
      return lost(
        `There is nothing to roll back: the proposal is ${outcome.state}.`,
        'What happened to it is below.',
      );
    case 'moved':
      return lost(
        `Not rolled back: ${outcome.reason}.`,
        'A rollback is exact or refused, so that it never undoes the work of others. Compare the two differences below and edit the policy by hand.',
      );
  }
}

/** Why an alert was not lifted, as a sentence, and what to do next. */
export function liftRefused({ code }: NotLifted): Message {
  const next = code === 'not-found' ? 'Look at the list of findings.' : 'What happened is below.';
  return lost(`Not lifted: ${LIFT_REFUSALS[code]}.`, next);
}

function lost(sentence: string, next: string): Message {
  return { tone: 'bad', sentence, next };
}
