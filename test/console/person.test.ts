import { describe, expect, it } from '@jest/globals';
import { parseName, parseReason, toDecider } from '../../src/console/person.ts';

describe('console/person', () => {
  it('takes a name as it was typed, without the space around it', () => {
    expect(parseName('  Zoë Q. ')).toBe('Zoë Q.');
    expect(toDecider('Zoë')).toBe('Zoë (console)');
  });

  it.each([undefined, '', '   ', 'a'.repeat(65), 'a\u202Eb', 'a\nb'])(
    'takes no %j for a name',
    (typed) => {
      expect(parseName(typed)).toBeUndefined();
    },
  );

  it('keeps a reason up to its cap, and none where there is none', () => {
    expect(parseReason(' because ')).toBe('because');
    expect(parseReason('a'.repeat(600))).toHaveLength(500);
    expect(parseReason('  ')).toBeNull();
    expect(parseReason(undefined)).toBeNull();
  });
});
