import { describe, expect, it } from '@jest/globals';
import { memoise, memoiseText } from '../../src/kernel/memo.ts';

type Question = { readonly bucket: string; readonly detail: number };

function counted(most: number) {
  const asked: Question[] = [];
  const answer = memoise(
    (question: Question) => {
      asked.push(question);
      return `${question.bucket}${question.detail}`;
    },
    {
      most,
      isSmall: ({ bucket }) => bucket.length < 10,
      bucketOf: ({ bucket }) => bucket,
      isSame: (one, other) => one.bucket === other.bucket && one.detail === other.detail,
    },
  );
  return { asked, answer };
}

describe('kernel/memo', () => {
  it('asks once for the same question, and again for one that differs in anything', () => {
    const { asked, answer } = counted(100);
    for (const detail of [1, 2, 1, 2]) expect(answer({ bucket: 'a', detail })).toBe(`a${detail}`);
    expect(asked).toHaveLength(2);
  });

  it('answers right however many questions share a bucket or overflow the memo', () => {
    const { asked, answer } = counted(50);
    for (let round = 0; round < 3; round++)
      for (let detail = 0; detail < 200; detail++) {
        expect(answer({ bucket: 'a', detail })).toBe(`a${detail}`);
        expect(answer({ bucket: `b${detail}`, detail })).toBe(`b${detail}${detail}`);
      }
    expect(asked.length).toBeGreaterThan(400);
  });

  it('forgets a question that is not small', () => {
    const { asked, answer } = counted(100);
    for (let n = 0; n < 3; n++) answer({ bucket: 'x'.repeat(10), detail: 1 });
    expect(asked).toHaveLength(3);
  });

  it('keeps answers to short texts, and no more of them than it may', () => {
    const asked: string[] = [];
    const lengthOf = memoiseText(
      (text) => {
        asked.push(text);
        return text.length;
      },
      { most: 2, longest: 5 },
    );
    for (const text of ['', 'a', '', 'a', 'long text', 'long text']) lengthOf(text);
    expect(asked).toEqual(['', 'a', 'long text', 'long text']);
    expect(['b', 'c', 'a'].map(lengthOf)).toEqual([1, 1, 1]);
    expect(asked.slice(4)).toEqual(['b', 'c', 'a']);
  });
});
