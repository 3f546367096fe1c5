import { describe, expect, it } from '@jest/globals';
import { toStreamWork } from '../../../../src/adapters/aws/dynamodb/stream-work.ts';

const AT = '2026-11-21T10:00:00.000Z';

describe('adapters/aws/dynamodb/stream-work', () => {
  it.each([
    ['none', []],
    ['apply', ['proposal-approved']],
    ['apply', ['rollback-requested', 'proposal-approved']],
    ['other', ['finding-opened']],
    ['other', ['change-applied', 'proposal-closed']],
    ['both', ['rollback-requested', 'change-verified']],
    ['other', ['an-event-of-a-newer-release']],
  ])('is %s for %j', (work, events) => {
    expect(toStreamWork(events.map((event) => ({ id: event, event, at: AT })))).toBe(work);
  });
});
