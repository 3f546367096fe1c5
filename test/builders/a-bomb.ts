import { AppError } from '../../src/kernel/app-error.ts';
import type { Between } from './a-service-world.ts';

/**
 * How the n-th call goes wrong. The process dies `before` the call did its work or `after` it; or the call
 * times out, with its work `done` or `not-done`, and the process lives.
 */
export const MISHAPS = [
  'dies before',
  'dies after',
  'times out undone after',
  'times out done after',
] as const;
export type Mishap = (typeof MISHAPS)[number];

export class Death extends Error {}

export type Bomb = Between & {
  /** How many calls there were. */
  readonly calls: () => number;
  readonly isDead: () => boolean;
};

/** Counts every call of every part, and lets the n-th go wrong; a dead process does nothing any more. */
export function aBomb(at: number, mishap: Mishap): Bomb {
  let calls = 0;
  let isDead = false;
  const call = async (work: () => Promise<unknown>): Promise<unknown> => {
    if (isDead) throw new Death();
    calls += 1;
    if (calls !== at) return work();
    isDead = mishap.startsWith('dies');
    if (mishap.endsWith('before')) throw new Death();
    if (mishap !== 'times out undone after') await work();
    throw isDead ? new Death() : new AppError('unavailable', 'the call timed out');
  };
  const between: Between = (target) =>
    new Proxy(target, {
      get(object, member, receiver) {
        const value: unknown = Reflect.get(object, member, receiver);
        // Streams are read to their end or not at all.
        if (typeof value !== 'function' || member === 'listAll' || member === 'list') return value;
        return (...args: unknown[]) =>
          call(async () => (value as (...a: unknown[]) => unknown).apply(object, args));
      },
    });
  return Object.assign(between, { calls: () => calls, isDead: () => isDead });
}
