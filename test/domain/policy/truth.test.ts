import { describe, expect, it } from '@jest/globals';
import { all, any, known, NO, not, unknown, YES } from '../../../src/domain/policy/truth.ts';

const OPEN = unknown('k');

describe('domain/policy/truth', () => {
  it.each([
    ['all of nothing', all([]), YES],
    ['any of nothing', any([]), NO],
    ['all with a false one', all([YES, OPEN, NO]), NO],
    ['all with an unknown one', all([YES, OPEN]), OPEN],
    ['any with a true one', any([NO, OPEN, YES]), YES],
    ['any with an unknown one', any([NO, OPEN]), OPEN],
    ['two unknown ones', all([OPEN, unknown('l')]), unknown('k', 'l')],
    ['the opposite of true', not(YES), NO],
    ['the opposite of unknown', not(OPEN), OPEN],
    ['a known answer', known(true), YES],
  ])('settles %s', (_name, actual, expected) => {
    expect(actual).toEqual(expected);
  });
});
