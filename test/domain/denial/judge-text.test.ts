import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeText } from '../../../src/domain/denial/judge-text.ts';
import { judgeWords } from '../../../src/domain/denial/judge-words.ts';
import { toWords } from '../../../src/domain/denial/text/words.ts';
import { aRandom } from '../../builders/mutations.ts';
import { aMutatedSentence, SENTENCES } from '../../builders/sentence-mutations.ts';

function expectAsGrammar(text: string): void {
  const judged = judgeText(text);
  expect({ text, judged }).toEqual({ text, judged: judgeWords(toWords(text)) });
}

describe('domain/denial/judge-text', () => {
  it.each(SENTENCES)('says what the grammar says of the whole text: %.60s', (text) => {
    // Twice: the second answer comes from memory.
    expectAsGrammar(text);
    expectAsGrammar(text);
  });

  it('says what the grammar says whatever a caller writes into names or round the sentence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const random = aRandom(seed);
        for (let n = 0; n < 20; n++) expectAsGrammar(aMutatedSentence(random));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    // No action where it should be, so the subject is not read either.
    'You are not authorized to perform this operation. User: arn:aws:iam::111111111111:user/a is not authorized to perform:  is s3:GetObject because no identity-based policy allows the s3:GetObject action',
    // What an SDK's words before it make of an encoded message.
    `User: arn:aws:iam::111111111111:user/a is not authorized to perform: s3:GetObject operation-error-Encoded authorization failure message: ${'Ab3-'.repeat(40)}`,
  ])('does not take a frame for more than the grammar reads: %.80s', (text) => {
    expectAsGrammar(text);
    expect(JSON.stringify(judgeText(text))).not.toMatch(/standing/i);
  });

  it('takes no word out of an encoded message', () => {
    const encoded = `${'x'.repeat(100)}-with-an-explicit-deny-in-a-service-control-policy`;
    const text = `You are not authorized to perform this operation. Encoded authorization failure message: ${encoded}`;
    expect(judgeText(text)).toMatchObject({ kind: 'denied', sentence: { cause: 'encoded' } });
  });
});
