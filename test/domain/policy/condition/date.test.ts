import { describe, expect, it } from '@jest/globals';
import { compareDates, parseDate } from '../../../../src/domain/policy/condition/date.ts';

describe('domain/policy/condition/date', () => {
  it.each([
    ['2024', '2024-01-01T00:00:00.000Z'],
    ['2024-05', '2024-05-01T00:00:00.000Z'],
    ['2024-05-06', '2024-05-06T00:00:00.000Z'],
    ['2024-05-06T07:08Z', '2024-05-06T07:08:00.000Z'],
    ['2024-05-06T07:08:09Z', '2024-05-06T07:08:09.000Z'],
    ['2024-05-06T07:08:09.5Z', '2024-05-06T07:08:09.500Z'],
    ['2024-05-06T07:08:09', '2024-05-06T07:08:09.000Z'],
    ['2024-05-06t07:08:09z', '2024-05-06T07:08:09.000Z'],
    ['2024-05-06T07:08:09-03:30', '2024-05-06T10:38:09.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['1714521600', '2024-05-01T00:00:00.000Z'],
    ['1714521600.25', '2024-05-01T00:00:00.250Z'],
    ['0', '1970-01-01T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(new Date(parseDate(text) ?? Number.NaN).toISOString()).toBe(expected);
  });

  it.each([
    '',
    'now',
    '2024-13-01',
    '2023-02-29',
    '2024-05-06T24:00:00Z',
    '2024-05-06T07:60:00Z',
    '2024-5-6',
    '20240506T070809Z',
    '2024-05-06 07:08:09',
    '2024-05-06T07:08:09+1',
    '0099-01-01',
  ])('takes %j for no date', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  it('cannot tell by an operand that is no date', () => {
    expect(
      compareDates((order) => order < 0)('soon', '2024-05-06', undefined as never).value,
    ).toBeNull();
  });
});
