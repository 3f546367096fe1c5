import { describe, expect, it } from '@jest/globals';
import { checkDataEdit } from '../builders/data-file-laws.ts';

const EDITS = 100_000;

describe('soak/iac', () => {
  it.each(['json', 'yaml'] as const)(
    'edits a hundred thousand %s files, and none wrongly',
    async (format) => {
      const first = Math.floor(Math.random() * 2 ** 31);
      const outcomes = new Map<string, number>();
      for (let n = 0; n < EDITS; n++) {
        const outcome = await checkDataEdit(format, first + n).catch((cause: unknown) => {
          throw new Error(`seed ${first + n}`, { cause });
        });
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
      console.info(`${format} from seed ${first}: ${JSON.stringify([...outcomes])}`);
      expect([...outcomes.keys()].toSorted()).toEqual(['already-present', 'deny-covers', 'edited']);
    },
    3_600_000,
  );
});
