import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Denial } from '../../../src/domain/denial/denial.ts';
import { diagnose } from '../../../src/domain/denial/diagnose.ts';
import {
  addDenials,
  MOST_RESOURCES,
  openFinding,
  UNKNOWN_PRINCIPAL,
} from '../../../src/domain/finding/add-denials.ts';
import type { Finding, FindingState } from '../../../src/domain/finding/finding.ts';
import { aDenial, aPermission, ROLE_ARN, TABLE_ARN } from '../../builders/a-denial.ts';

const AT = '2026-11-21T09:30:00.000Z';
const LATER = '2026-11-21T10:00:00.000Z';
const OTHER_TABLE = 'arn:aws:dynamodb:us-east-1:123456789012:table/ml-users';
const FOREIGN_TABLE = 'arn:aws:dynamodb:us-east-1:444455556666:table/ml-jobs';

const on = (resource: string, changes: Partial<Denial> = {}): Denial =>
  aDenial({ required: [aPermission({ resources: [resource] })], ...changes });

const opened = (denial: Denial = aDenial()): Finding =>
  openFinding(diagnose(denial), 'fingerprint', AT);

/** The finding of some denials that arrive together. */
const found = (...denials: readonly Denial[]): Finding =>
  addDenials(opened(denials[0]), denials, AT) ?? opened(denials[0]);

/** A stored finding of one denial, as it is after some moves. */
const stored = (changes: Partial<Finding>): Finding => ({
  ...found(aDenial({ eventId: 'first' })),
  version: 4,
  outbox: [],
  ...changes,
});

const second = (changes: Partial<Denial> = {}): Denial =>
  aDenial({ eventId: 'second', ...changes });

describe('domain/finding/add-denials', () => {
  it('takes a time far ahead, which a log line can claim, for now', () => {
    const finding = found(aDenial({ eventTime: '9999-12-31T23:59:59Z' }));
    expect(finding).toMatchObject({ firstSeenAt: AT, lastSeenAt: AT });
  });

  describe('opens a finding', () => {
    it('that counts nothing yet and asks to be announced', () => {
      const finding = opened();

      expect(finding).toMatchObject({
        state: 'open',
        version: 0,
        count: 0,
        principalArn: ROLE_ARN,
        firstSeenAt: '2026-11-21T09:00:00.000Z',
        outbox: [{ id: `${finding.id}.1`, event: 'finding-opened', at: AT }],
      });
    });

    it('as unfixable with the reason where no Allow cures it', () => {
      const finding = opened(aDenial({ cause: 'scp-explicit-deny' }));

      expect(finding).toMatchObject({
        state: 'unfixable',
        refusal: 'an added Allow does not cure this cause',
      });
    });

    it('under a word of its own where the caller is unknown', () => {
      const principal = { ...aDenial().principal, kind: 'unknown', arn: null } as const;

      expect(opened(aDenial({ principal }))).toMatchObject({
        principalArn: UNKNOWN_PRINCIPAL,
        state: 'unfixable',
      });
    });
  });

  it('leaves no other work behind for a new finding than to announce it', () => {
    const finding = found(on(TABLE_ARN, { eventId: 'a' }), on(OTHER_TABLE, { eventId: 'b' }));

    expect(finding.outbox.map(({ event }) => event)).toEqual(['finding-opened']);
  });

  describe('counts', () => {
    it('each event once', () => {
      const finding = found(aDenial({ eventId: 'a' }), aDenial({ eventId: 'b' }));

      expect(finding).toMatchObject({ version: 1, count: 2 });
      expect(addDenials(finding, [aDenial({ eventId: 'b' })], AT)).toBeUndefined();
      expect(addDenials(finding, [aDenial({ eventId: 'c' })], AT)).toMatchObject({
        version: 2,
        count: 3,
      });
    });

    it('row 2: the copies of one event in two accounts once', () => {
      const finding = found(
        aDenial({ eventId: 'a', sharedEventId: 'shared' }),
        aDenial({ eventId: 'b', sharedEventId: 'shared' }),
      );

      expect(finding.count).toBe(1);
    });

    it('the caller’s copy in place of the owner’s, which told less and cannot be fixed here', () => {
      const owners = aDenial({ eventId: 'o', sharedEventId: 's', account: '999999999999' });
      const callers = aDenial({ eventId: 'c', sharedEventId: 's' });
      const first = found(owners);

      expect(first).toMatchObject({ state: 'unfixable', account: '123456789012', count: 1 });
      expect(addDenials(first, [callers], AT)).toMatchObject({
        state: 'open',
        count: 1,
        refusal: null,
        sample: { eventId: 'c' },
        resources: [TABLE_ARN],
      });
      expect(addDenials(found(callers), [owners], AT)).toBeUndefined();
    });

    it('the caller’s own reason where that cannot be fixed either', () => {
      const by = { sharedEventId: 's', cause: 'scp-missing' } as const;
      const first = found(aDenial({ ...by, eventId: 'o', account: '999999999999' }));

      expect(addDenials(first, [aDenial({ ...by, eventId: 'c' })], AT)).toMatchObject({
        state: 'unfixable',
        count: 1,
        sample: { eventId: 'c' },
      });
    });

    it('what only the owner’s trail tells, without its resources', () => {
      const owners = aDenial({
        eventId: 'o',
        sharedEventId: 's',
        account: '999999999999',
        required: [aPermission({ resources: [OTHER_TABLE] })],
      });

      expect(addDenials(found(aDenial()), [owners], AT)).toMatchObject({
        count: 2,
        resources: [TABLE_ARN],
      });
    });

    it('every denial without an id, such as a log line', () => {
      expect(found(aDenial({ eventId: null }), aDenial({ eventId: null })).count).toBe(2);
    });
  });

  describe('keeps first and last seen', () => {
    it('row 3: by the time of the event, not of its arrival', () => {
      const finding = found(
        aDenial({ eventId: 'a', eventTime: '2026-11-21T09:05:00Z' }),
        aDenial({ eventId: 'b', eventTime: '2026-11-21T08:00:00Z' }),
      );

      expect(finding).toMatchObject({
        firstSeenAt: '2026-11-21T08:00:00.000Z',
        lastSeenAt: '2026-11-21T09:05:00.000Z',
      });
    });

    it('in one precision, whatever the events have', () => {
      const finding = found(
        aDenial({ eventId: 'a', eventTime: '2026-11-21T09:00:00Z' }),
        aDenial({ eventId: 'b', eventTime: '2026-11-21T09:00:00.900Z' }),
        aDenial({ eventId: 'c', eventTime: '2026-11-21T10:00:00.100+01:00' }),
      );

      expect(finding).toMatchObject({
        firstSeenAt: '2026-11-21T09:00:00.000Z',
        lastSeenAt: '2026-11-21T09:00:00.900Z',
      });
    });

    it.each([null, 'zzz', '+275760-09-13T00:00:00Z', '9999', ''])(
      'by the time of arrival where the event’s time is %j',
      (eventTime) => {
        expect(found(aDenial({ eventTime }))).toMatchObject({ firstSeenAt: AT, lastSeenAt: AT });
      },
    );
  });

  describe('lists resources', () => {
    it('each once, in the order of their first denial', () => {
      const finding = found(
        on(TABLE_ARN, { eventId: 'a' }),
        on(OTHER_TABLE, { eventId: 'b' }),
        on(TABLE_ARN, { eventId: 'c' }),
      );

      expect(finding.resources).toEqual([TABLE_ARN, OTHER_TABLE]);
    });

    it('up to a number, and counts the rest', () => {
      const many = Array.from({ length: 200 }, (_, n) =>
        on(`${TABLE_ARN}-${n}`, { eventId: `${n}` }),
      );

      expect(found(...many).resources).toHaveLength(MOST_RESOURCES);
      expect(found(...many).count).toBe(200);
    });

    it('of denials only whose actions all lacked the same: one statement is written for all', () => {
      const both = (a: string, b: string, eventId: string): Denial =>
        aDenial({
          eventId,
          required: [
            aPermission({ resources: [a] }),
            aPermission({ action: 'dynamodb:Query', resources: [b] }),
          ],
        });
      const finding = found(
        both(TABLE_ARN, TABLE_ARN, 'a'),
        both(OTHER_TABLE, `${OTHER_TABLE}/index/x`, 'b'),
      );

      expect(finding).toMatchObject({ state: 'open', count: 2, resources: [TABLE_ARN] });
    });
  });

  it('keeps the newest few event ids as samples', () => {
    const denials = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((eventId) => aDenial({ eventId }));

    expect(found(...denials).sampleEventIds).toEqual(['c', 'd', 'e', 'f', 'g']);
  });

  describe('asks for a new proposal', () => {
    const before = aDenial().eventTime ?? '';
    const rows: readonly [FindingState, string | null, boolean, FindingState, boolean][] = [
      // state, settled at, on a new resource → state, asks
      ['open', null, false, 'open', false],
      ['open', null, true, 'open', true],
      ['open', before, false, 'open', true],
      ['proposed', null, false, 'proposed', false],
      ['proposed', null, true, 'proposed', true],
      ['fixed', before, false, 'open', true],
      ['fixed', LATER, false, 'fixed', false],
      ['fixed', LATER, true, 'fixed', false],
      ['expired', before, false, 'open', true],
      ['expired', LATER, false, 'expired', false],
      ['suppressed', before, true, 'suppressed', false],
      ['unfixable', before, false, 'unfixable', false],
    ];

    it.each(rows)(
      'or not: %s, settled at %s, on a new resource %s: then %s, asks %s',
      (state, settledAt, isNew, after, asks) => {
        const finding = stored({ state, settledAt });
        const denial = on(isNew ? OTHER_TABLE : TABLE_ARN, {
          eventId: 'second',
          eventTime: '2026-11-21T09:20:00Z',
        });
        const next = addDenials(finding, [denial], AT);

        expect(next).toMatchObject({ state: after, version: 5, count: 2 });
        expect(next?.outbox).toEqual(
          asks ? [{ id: `${finding.id}.5`, event: 'finding-recurred', at: AT }] : [],
        );
        if (asks) expect(next?.settledAt).toBeNull();
      },
    );

    it('row 3: only of a denial after the fix, compared by time and not by text', () => {
      const finding = stored({ state: 'fixed', settledAt: '2026-11-21T09:10:00.500Z' });
      const asText = second({ eventTime: '2026-11-21T09:10:00Z' });

      expect(addDenials(finding, [asText], AT)?.state).toBe('fixed');
    });

    it('and writes into the history that it was denied again', () => {
      const finding = stored({ state: 'fixed', settledAt: before });
      const next = addDenials(finding, [second({ eventTime: LATER })], AT);

      expect(next?.history.at(-1)).toEqual({
        at: AT,
        event: 'finding-recurred',
        by: 'rolemender',
        detail: 'denied again',
      });
    });
  });

  describe('becomes fixable with the first denial that an Allow cures', () => {
    const foreign = on(FOREIGN_TABLE, { eventId: 'first' });

    it('when both arrive together', () => {
      const finding = found(foreign, on(TABLE_ARN, { eventId: 'second' }));

      expect(finding).toMatchObject({
        state: 'open',
        version: 1,
        count: 2,
        refusal: null,
        resources: [FOREIGN_TABLE, TABLE_ARN],
        sample: { eventId: 'second' },
        outbox: [{ event: 'finding-opened' }],
        history: [{ event: 'finding-opened', detail: '' }],
      });
    });

    it('when it arrives later', () => {
      const finding = found(foreign);
      const next = addDenials(finding, [on(TABLE_ARN, { eventId: 'second' })], AT);

      expect(finding.state).toBe('unfixable');
      expect(next).toMatchObject({
        state: 'open',
        version: 2,
        refusal: null,
        sample: { eventId: 'second' },
      });
      expect(next?.outbox.map(({ id }) => id)).toEqual([`${finding.id}.1`, `${finding.id}.2`]);
    });

    it('but not by a denial on a resource that was judged before', () => {
      const finding = stored({ state: 'unfixable' });

      expect(addDenials(finding, [second()], AT)?.state).toBe('unfixable');
    });

    it('but not when the list of resources is full', () => {
      const resources = Array.from({ length: MOST_RESOURCES }, (_, n) => `${FOREIGN_TABLE}-${n}`);
      const finding = stored({ state: 'unfixable', resources });

      expect(addDenials(finding, [second()], AT)?.state).toBe('unfixable');
    });
  });

  describe('comes to the same', () => {
    const denial = fc
      .record({
        eventId: fc.nat(30),
        minute: fc.nat(59),
        whole: fc.boolean(),
        table: fc.nat(5),
      })
      .map(({ eventId, minute, whole, table }) =>
        on(`${TABLE_ARN}-${table}`, {
          eventId: `event-${eventId}`,
          eventTime: `2026-11-21T09:${String(minute).padStart(2, '0')}:00${whole ? 'Z' : '.000Z'}`,
        }),
      );
    const distinct = fc.uniqueArray(denial, { selector: ({ eventId }) => eventId, minLength: 1 });
    const totalsOf = ({ state, count, firstSeenAt, lastSeenAt, resources }: Finding) => ({
      state,
      count,
      firstSeenAt,
      lastSeenAt,
      resources: resources.toSorted(),
    });
    const inBatches = (denials: readonly Denial[], size: number): Finding => {
      let finding: Finding = opened(denials[0]);
      for (let i = 0; i < denials.length; i += size) {
        finding = addDenials(finding, denials.slice(i, i + size), AT) ?? finding;
      }
      return finding;
    };

    it('in any order, in batches of any size, and however often each event is delivered', () => {
      const deliveries = distinct.chain((denials) =>
        fc.tuple(
          fc.constant(denials),
          fc.shuffledSubarray([...denials, ...denials, ...denials, ...denials, ...denials], {
            minLength: denials.length * 5,
          }),
          fc.integer({ min: 1, max: 20 }),
        ),
      );

      fc.assert(
        fc.property(deliveries, ([denials, delivered, size]) => {
          expect(totalsOf(inBatches(delivered, size))).toEqual(totalsOf(found(...denials)));
        }),
        { numRuns: 150 },
      );
    });

    it('whether what no Allow cures arrives first or last', () => {
      const mixed = fc
        .tuple(distinct, fc.boolean())
        .map(([denials]) => [on(FOREIGN_TABLE, { eventId: 'foreign' }), ...denials]);

      fc.assert(
        fc.property(mixed, fc.integer({ min: 1, max: 20 }), (denials, size) => {
          const straight = totalsOf(inBatches(denials, size));
          expect(straight).toEqual(totalsOf(inBatches(denials.toReversed(), size)));
          expect(straight.state).toBe('open');
        }),
        { numRuns: 100 },
      );
    });
  });
});
