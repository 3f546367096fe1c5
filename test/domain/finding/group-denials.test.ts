import { describe, expect, it } from '@jest/globals';
import type { Denial } from '../../../src/domain/denial/denial.ts';
import { readRecord } from '../../../src/domain/denial/read-record.ts';
import { MOST_RESOURCES } from '../../../src/domain/finding/add-denials.ts';
import { createDenialGroups } from '../../../src/domain/finding/group-denials.ts';
import { toGrants } from '../../../src/domain/policy/to-grants.ts';
import { aDenialRecord } from '../../builders/a-record.ts';

function denial(changes: Readonly<Record<string, unknown>> = {}, table = 'orders-0'): Denial {
  const record = JSON.stringify(aDenialRecord(0, changes));
  return readRecord(JSON.parse(record.replaceAll('table/orders-0', `table/${table}`)))[0] as Denial;
}

function group(...denials: readonly Denial[]) {
  const groups = createDenialGroups();
  for (const one of denials) groups.add(one);
  return groups.groups();
}

describe('domain/finding/group-denials', () => {
  it('counts a redelivered event once', () => {
    expect(group(denial(), denial(), denial({ eventID: 'another' }))).toMatchObject([{ count: 2 }]);
  });

  it('joins a new resource of the same role and action, and offers one statement for all', () => {
    const groups = group(denial({ eventID: 'a' }, 'x'), denial({ eventID: 'b' }, 'y'));

    expect(groups).toHaveLength(1);
    expect(groups[0]?.diagnosis.statement?.Resource).toEqual([
      'arn:aws:dynamodb:eu-west-1:111122223333:table/x',
      'arn:aws:dynamodb:eu-west-1:111122223333:table/y',
    ]);
  });

  it('keeps first and last seen whatever the order', () => {
    const at = (day: number) =>
      denial({ eventID: `e${day}`, eventTime: `2026-03-0${day}T00:00:00Z` });

    expect(group(at(2), at(1), at(3))).toMatchObject([
      { firstSeenAt: '2026-03-01T00:00:00Z', lastSeenAt: '2026-03-03T00:00:00Z' },
    ]);
  });

  it('compares times and not their texts, and leaves out what is no time', () => {
    const at = (eventTime: string) => denial({ eventID: eventTime, eventTime });

    expect(
      group(
        at('2026-03-01T09:00:00.500Z'),
        at('2026-03-01T09:00:00Z'),
        at('2026-03-01T11:30:00+02:00'),
        at('zzz'),
      ),
    ).toMatchObject([
      {
        count: 4,
        firstSeenAt: '2026-03-01T09:00:00Z',
        lastSeenAt: '2026-03-01T11:30:00+02:00',
      },
    ]);
  });

  describe('of an event that two accounts were told of', () => {
    const callers = (id: string) => denial({ eventID: `c-${id}`, sharedEventID: id });
    const owners = (id: string, changes = {}) =>
      denial({
        eventID: `o-${id}`,
        sharedEventID: id,
        recipientAccountId: '444455556666',
        ...changes,
      });
    const account = {
      type: 'AWSAccount',
      principalId: 'AROAEXAMPLE:web',
      accountId: '111122223333',
    };

    it.each([
      ['the caller’s copy first', [callers('1'), owners('1')]],
      ['the owner’s copy first', [owners('1'), callers('1')]],
      [
        'an owner’s copy without the caller’s ARN',
        [owners('1', { userIdentity: account }), callers('1')],
      ],
    ])('counts one denial of the caller’s account: %s', (_, denials) => {
      expect(group(...denials)).toMatchObject([
        { count: 1, diagnosis: { fixable: true, denial: { eventId: 'c-1' } } },
      ]);
    });

    it('keeps what only the owner’s account was told of, as nothing to fix here', () => {
      expect(group(owners('1'), callers('1'), owners('2'))).toMatchObject([
        { count: 1, diagnosis: { fixable: false, refusal: { code: 'other-account' } } },
        { count: 1, diagnosis: { fixable: true } },
      ]);
    });
  });

  it('lists so many resources and counts the rest', () => {
    const many = Array.from({ length: MOST_RESOURCES + 3 }, (_, n) =>
      denial({ eventID: `e${n}` }, `t${n}`),
    );

    const [only] = group(...many);

    expect(only?.resourcesOmitted).toBe(3);
    expect(only?.diagnosis.statement?.Resource).toHaveLength(MOST_RESOURCES);
  });

  it('does not let one refused resource take the fix from the others', () => {
    const foreign = JSON.stringify(denial({ eventID: 'b' })).replaceAll(
      'eu-west-1:111122223333:table',
      'eu-west-1:444455556666:table',
    );

    const groups = group(denial({ eventID: 'a' }), JSON.parse(foreign) as Denial);

    expect(groups.map(({ diagnosis }) => diagnosis.fixable)).toEqual([true, false]);
    expect(toGrants(groups)).toHaveLength(1);
  });
});
