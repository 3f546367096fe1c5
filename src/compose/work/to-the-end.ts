import type { Clock } from '../../ports/clock.ts';
import type { VerifyOutcome } from '../../usecases/verify-change.ts';

/** Looks again and again, each time when the look before says so, until one ends the verification. */
export function toTheEnd(
  verifyChange: (proposalId: string) => Promise<VerifyOutcome>,
  clock: Clock,
): (proposalId: string) => Promise<VerifyOutcome> {
  return async (proposalId) => {
    for (;;) {
      const outcome = await verifyChange(proposalId);
      if (outcome.kind !== 'again') return outcome;
      await clock.sleep(outcome.afterSeconds * 1_000);
    }
  };
}
