import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toEventTime } from '../../../src/domain/denial/event-time.ts';

describe('domain/denial/event-time', () => {
  it.each([
    ['2026-11-21T09:00:00Z', '2026-11-21T09:00:00.000Z'],
    ['2026-11-21T09:00:00.5Z', '2026-11-21T09:00:00.500Z'],
    ['2026-11-21T09:00:00.123456789Z', '2026-11-21T09:00:00.123Z'],
    ['2026-11-21T10:00:00+01:00', '2026-11-21T09:00:00.000Z'],
  ])('writes %s as %s', (text, time) => {
    expect(toEventTime(text)).toBe(time);
  });

  it.each([
    '',
    'yesterday',
    '2026-11-21',
    '2026-11-21 09:00:00Z',
    '2026-11-21T09:00:00',
    '2026-13-41T99:00:00Z',
    '+012026-11-21T09:00:00Z',
    '1763715600',
    'Sat, 21 Nov 2026 09:00:00 GMT',
    '2026-11-21T09:00:00Z\n',
  ])('says that %j is no time', (text) => {
    expect(toEventTime(text)).toBeUndefined();
  });

  it('writes times so that they sort as text', () => {
    const time = fc.date({
      min: new Date('1970-01-01T00:00:00Z'),
      max: new Date('2200-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    const spelt = fc.tuple(time, fc.boolean()).map(([date, whole]) => {
      const text = date.toISOString();
      return whole ? `${text.slice(0, 19)}Z` : text;
    });

    fc.assert(
      fc.property(spelt, spelt, (one, other) => {
        const isBefore = (toEventTime(one) ?? '') < (toEventTime(other) ?? '');
        expect(isBefore).toBe(Date.parse(one) < Date.parse(other));
      }),
      { numRuns: 300 },
    );
  });
});
