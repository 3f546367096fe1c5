import { describe, expect, it } from '@jest/globals';
import { isOfTheSwitch } from '../../../src/domain/change/switch-window.ts';

const at = '2026-11-20T11:00:00.000Z';
const change = { at, newVersionId: 'v8', previousVersionId: 'v7', prunedVersionId: null };
const rollback = { requestedAt: at, by: 'x', reason: null, doneAt: '2026-11-20T12:00:00.000Z' };

describe('domain/change/switch-window', () => {
  it.each([
    ['2026-11-20T10:59:29Z', false],
    ['2026-11-20T10:59:31Z', true],
    ['2026-11-20T11:00:59Z', true],
    ['2026-11-20T11:01:01Z', false],
    ['2026-11-20T12:00:30Z', true],
    ['no time', false],
  ])('row 29: judges a denial at %s: %s', (lastSeenAt, expected) => {
    expect(isOfTheSwitch({ lastSeenAt }, [{ change, rollback }])).toBe(expected);
  });

  it('knows no switch where nothing was changed', () => {
    expect(isOfTheSwitch({ lastSeenAt: at }, [{ change: null, rollback: null }])).toBe(false);
    expect(isOfTheSwitch({ lastSeenAt: at }, [])).toBe(false);
  });
});
