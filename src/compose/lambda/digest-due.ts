import { toDigest } from '../../domain/finding/digest.ts';
import type { Finding } from '../../domain/finding/finding.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { openEnvironment } from './open-environment.ts';
import { openMessages } from './open-messages.ts';
import { openState } from './open-state.ts';

const DAY_MILLISECONDS = 24 * 3_600_000;

/** Tells what happened since the day before. */
export async function composeDigestDue(): Promise<() => Promise<void>> {
  const environment = await openEnvironment();
  const { clock } = environment;
  const state = openState(environment);
  const messages = await openMessages(environment, state);
  return async () => {
    const findings: Finding[] = [];
    const proposals: Proposal[] = [];
    for await (const aggregate of state.store.listAll()) {
      if (aggregate.kind === 'finding') findings.push(aggregate);
      else proposals.push(aggregate);
    }
    // To the minute, so that a run that comes twice is one digest.
    const until = `${clock.now().slice(0, 16)}:00.000Z`;
    const since = new Date(Date.parse(until) - DAY_MILLISECONDS).toISOString();
    await messages.sendDigest(toDigest({ findings, proposals }, { since, until }));
  };
}
