/** A source of choices that a seed repeats: fast-check draws and prints the seed, this draws the thousand details of a file. */
export type Chance = {
  readonly below: (limit: number) => number;
  readonly pick: <T>(values: readonly T[]) => T;
  readonly is: (percent: number) => boolean;
  readonly some: <T>(values: readonly T[], most: number) => readonly T[];
};

/** A chance by a seed (mulberry32). */
export function createChance(seed: number): Chance {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(values: readonly T[]): T => values[below(values.length)]!;
  return {
    below,
    pick,
    is: (percent) => next() * 100 < percent,
    some: (values, most) => {
      const left = [...values];
      const count = Math.min(1 + below(most), left.length);
      return Array.from({ length: count }, () => left.splice(below(left.length), 1)[0]!);
    },
  };
}
