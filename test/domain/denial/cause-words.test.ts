import { describe, expect, it } from '@jest/globals';
import { CAUSE_WORDS } from '../../../src/domain/denial/cause-words.ts';
import { CAUSES } from '../../../src/domain/denial/cause.ts';

describe('domain/denial/cause-words', () => {
  it.each(CAUSES)('ends the sentence "X cannot do Y: …" for %s', (cause) => {
    expect(CAUSE_WORDS[cause]).toMatch(/^(?:[a-z]|AWS ).*[a-z]$/);
  });

  it('has words of its own for every cause', () => {
    expect(Object.keys(CAUSE_WORDS).sort()).toEqual([...CAUSES].sort());
    expect(new Set(Object.values(CAUSE_WORDS)).size).toBe(CAUSES.length);
  });

  it.each(CAUSES.filter((cause) => cause.endsWith('explicit-deny')))(
    'says of %s that something denies it',
    (cause) => {
      expect(CAUSE_WORDS[cause]).toMatch(/ denies it$/);
    },
  );
});
