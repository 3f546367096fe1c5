import type { Proposal } from '../../domain/proposal/proposal.ts';
import { type Mrkdwn, mrkdwn, ownMrkdwn, toCode } from './mrkdwn.ts';
import { join, toMoment, toPerson } from './words.ts';

type Outcome = {
  readonly status: Mrkdwn;
  /** What a person does next. */
  readonly next: Mrkdwn | null;
};

/** What became of a decided proposal; null while it is offered. */
export function toOutcome(proposal: Proposal): Outcome | null {
  const { state, rollback } = proposal;
  if (rollback !== null && rollback.doneAt === null) {
    const status = mrkdwn`*Rolling back*, ordered by ${toPerson(rollback.by)}. ${applied(proposal)}`;
    return { status, next: null };
  }
  switch (state) {
    case 'offered':
      return null;
    case 'approved':
      return told(mrkdwn`${approved(proposal)}; waiting to be applied.`);
    case 'applying':
      return told(mrkdwn`*Applying* …${because(proposal)} ${approved(proposal)}.`);
    case 'applied':
    case 'verified':
    case 'verify-failed':
      return standing(proposal);
    case 'rejected':
    case 'expired':
    case 'superseded':
    case 'rolled-back':
    case 'failed':
      return closed(proposal);
  }
}

// IAM may be busy for minutes; people should not think that we forgot them.
function because({ note }: Proposal): Mrkdwn {
  return note === null ? ownMrkdwn('') : mrkdwn` ${toCode(note)};`;
}

function standing(proposal: Proposal): Outcome {
  const { state, verification } = proposal;
  if (state === 'verified') {
    return told(
      mrkdwn`*Verified* (${witnesses(proposal)}). ${applied(proposal)}. ${approved(proposal)}.`,
    );
  }
  if (state === 'verify-failed') {
    const detail = toCode(verification?.detail ?? 'it is still denied');
    return told(
      mrkdwn`*Failed*: ${applied(proposal)}, and it did not help: ${detail}. ${approved(proposal)}.`,
      'The change stands. Roll it back, then look at what still denies it.',
    );
  }
  if (verification === null) {
    return told(mrkdwn`${applied(proposal)}; being verified. ${approved(proposal)}.`);
  }
  return told(
    mrkdwn`${applied(proposal)}; whether it helped cannot be told: ${toCode(verification.detail)}. ${approved(proposal)}.`,
    'Let the workload try again. If it is denied again, roll the change back.',
  );
}

function closed(proposal: Proposal): Outcome {
  const { state, note, rollback, change } = proposal;
  const because = note === null ? ownMrkdwn('') : mrkdwn`: ${toCode(note)}`;
  if (state === 'rejected') return told(rejected(proposal));
  if (state === 'superseded') return told(mrkdwn`*No longer offered*${because}.`);
  if (state === 'failed') {
    return told(
      mrkdwn`*Failed*: it could not be applied${because}. ${approved(proposal)}.`,
      'Mend what the reason names. The next denial brings a new proposal.',
    );
  }
  const next = 'The next denial brings a new proposal.';
  if (state === 'expired') return told(ownMrkdwn('*Expired*: nobody decided in time.'), next);
  const before = toCode(change?.previousVersionId ?? 'what was before');
  return told(
    mrkdwn`*Rolled back* by ${toPerson(rollback?.by ?? 'rolemender')} to ${before}.`,
    next,
  );
}

function told(status: Mrkdwn, next: string | null = null): Outcome {
  return { status, next: next === null ? null : ownMrkdwn(next) };
}

function approved({ approvals, decision }: Proposal): Mrkdwn {
  const given = approvals.length > 0 ? approvals : decision === null ? [] : [decision];
  if (given.length === 0) return ownMrkdwn('Approved');
  const who = given.map(({ by, at }) => mrkdwn`${toPerson(by)} ${toMoment(at)}`);
  return mrkdwn`Approved by ${join(who, ' and ')}`;
}

function applied({ change, note, state }: Proposal): Mrkdwn {
  const done = change?.newVersionId
    ? mrkdwn`*Applied ${toCode(change.newVersionId)}*`
    : ownMrkdwn('*Applied*');
  return note === null || state === 'rolled-back' ? done : mrkdwn`${done} (${toCode(note)})`;
}

function witnesses({ verification }: Proposal): Mrkdwn {
  return ownMrkdwn((verification?.witnesses ?? []).join(', '));
}

function rejected({ decision }: Proposal): Mrkdwn {
  if (decision === null) return ownMrkdwn('*Rejected*.');
  const { by, at, reason, rejection } = decision;
  const because = reason === null ? ownMrkdwn('') : mrkdwn`: ${toCode(reason)}`;
  const until = rejection?.silencedUntil;
  const quiet =
    until === undefined || until === null
      ? ownMrkdwn('')
      : mrkdwn` Quiet until ${toMoment(until)}.`;
  return mrkdwn`*Rejected* by ${toPerson(by)} ${toMoment(at)}${because}.${quiet}`;
}
