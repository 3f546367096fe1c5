import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { judgeText, judgeWhole } from '../../src/domain/denial/judge-text.ts';
import { aRandom } from '../builders/mutations.ts';
import { aMutatedSentence } from '../builders/sentence-mutations.ts';

const TEXTS = 300_000;

describe('soak/judge-text', () => {
  it(`says of ${TEXTS} mutated sentences what the grammar says of the whole text`, () => {
    const seed = Date.now() % 300_000;
    console.log(`mutated sentences: seed ${seed}`);
    const random = aRandom(seed);
    for (let n = 0; n < TEXTS; n++) {
      const text = aMutatedSentence(random);
      const [fast, whole] = [judgeText(text), judgeWhole(text)];
      // One assertion for each text would take longer than reading it.
      if (!isDeepStrictEqual(fast, whole))
        expect({ text, told: fast }).toEqual({ text, told: whole });
    }
  });
});
