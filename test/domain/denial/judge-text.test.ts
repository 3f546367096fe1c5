import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeText, judgeWhole } from '../../../src/domain/denial/judge-text.ts';
import { judgeWords } from '../../../src/domain/denial/judge-words.ts';
import { SOUGHT_PHRASES } from '../../../src/domain/denial/text/take-out-names.ts';
import { toWords } from '../../../src/domain/denial/text/words.ts';
import { aRandom } from '../../builders/mutations.ts';
import { aMutatedSentence, SENTENCES } from '../../builders/sentence-mutations.ts';

function expectAsGrammar(text: string): void {
  const judged = judgeText(text);
  expect({ text, judged }).toEqual({ text, judged: judgeWhole(text) });
}

describe('domain/denial/judge-text', () => {
  it.each(SENTENCES)('says what the grammar says of the whole text: %.60s', (text) => {
    // Twice: the second answer comes from memory.
    expectAsGrammar(text);
    expectAsGrammar(text);
    expect(judgeText(text)).toEqual(judgeWords(toWords(text)));
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

  it('seeks no phrase that could end in a session of hexadecimal digits', () => {
    const words = SOUGHT_PHRASES.flatMap((phrase) => phrase.split(' '));
    expect(words.filter((word) => /^[0-9a-f]+$/.test(word))).toEqual([]);
  });

  it.each([100, 1_000, 1_900, 1_999, 2_001, 2_100, 2_200, 3_000])(
    'says what the grammar says of names of %i characters',
    (length) => {
      const [subject, resource] = [
        `arn:aws:sts::1:assumed-role/${'r'.repeat(length)}`,
        `arn:aws:s3:::${'k'.repeat(length)}`,
      ];
      const hexadecimal = `${subject}/${'a'.repeat(60)}`;
      for (const user of [subject, hexadecimal])
        expectAsGrammar(
          `User: ${user} is not authorized to perform: s3:GetObject on resource: ${resource} because no identity-based policy allows the s3:GetObject action`,
        );
    },
  );

  it('takes no word out of an encoded message', () => {
    const encoded = `${'x'.repeat(100)}-with-an-explicit-deny-in-a-service-control-policy`;
    const text = `You are not authorized to perform this operation. Encoded authorization failure message: ${encoded}`;
    expect(judgeText(text)).toMatchObject({
      kind: 'denied',
      sentence: { cause: 'encoded', encodedMessage: encoded },
    });
  });

  it('gives each sentence its own encoded message, though its words are remembered', () => {
    const read = ['a', 'b', 'a'].map((letter) => {
      const encoded = letter.repeat(300);
      const judged = judgeText(
        `You are not authorized to perform this operation. User: arn:aws:iam::111111111111:user/a is not authorized to perform: ec2:StopInstances on resource: arn:aws:ec2:us-east-1:111111111111:instance/i-1 because no identity-based policy allows the ec2:StopInstances action. Encoded authorization failure message: ${encoded}`,
      );
      return judged.kind === 'denied' && judged.sentence.encodedMessage === encoded;
    });
    expect(read).toEqual([true, true, true]);
  });
});
