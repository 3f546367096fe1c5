import type { Clock } from '../../ports/clock.ts';

/** Waits for a turn. Turns are given in the order in which they were asked for. */
export type Turn = () => Promise<void>;

/** One account's share of IAM's undocumented request rates: reads and writes apart. */
export type Pace = { readonly read: Turn; readonly write: Turn };

export type Rate = { readonly perSecond: number; readonly burst: number };

/** Defaults of facts/reliability.md, section 2: IAM publishes no rates, and they cannot be raised. */
export const IAM_RATES: { readonly read: Rate; readonly write: Rate } = {
  read: { perSecond: 5, burst: 20 },
  write: { perSecond: 2, burst: 2 },
};

/**
 * A token bucket: `burst` turns at once, then `perSecond`. It books the time of each turn when it is
 * asked for, so that any number of waiting callers never share one.
 */
export function createTurns({ perSecond, burst }: Rate, clock: Clock): Turn {
  const interval = 1_000 / perSecond;
  let booked = -Infinity;
  return async () => {
    const now = Date.parse(clock.now());
    // The bucket never holds more than `burst` turns, however long nobody asked.
    booked = Math.max(booked, now - burst * interval) + interval;
    if (booked > now) await clock.sleep(Math.ceil(booked - now));
  };
}

export function createPace(clock: Clock, rates = IAM_RATES): Pace {
  return { read: createTurns(rates.read, clock), write: createTurns(rates.write, clock) };
}
