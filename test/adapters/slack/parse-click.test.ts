import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseClick } from '../../../src/adapters/slack/parse-click.ts';

const ID = 'p-pf14wt-a2z7rc2z';
const DIGEST = 'd'.repeat(12);
type Json = Readonly<Record<string, unknown>>;

const who = { user: { id: 'U0ALICE', team_id: 'T0OURS', name: 'ceo' }, team: { id: 'T0OURS' } };
const clicker = { userId: 'U0ALICE', teamId: 'T0OURS', enterpriseId: null };

const parse = (payload: unknown) =>
  parseClick(Buffer.from(new URLSearchParams({ payload: JSON.stringify(payload) }).toString()));

const button = (action: Json, changes: Json = {}) => ({
  type: 'block_actions',
  ...who,
  trigger_id: '1.2',
  response_url: 'https://hooks.slack.com/actions/x',
  actions: [
    { type: 'button', action_id: 'rolemender.1.approve', value: `${ID} ${DIGEST}`, ...action },
  ],
  ...changes,
});

const sent = (dialog: string, values: Json, metadata = `${ID} ${DIGEST}`) => ({
  type: 'view_submission',
  ...who,
  trigger_id: '1.3',
  view: {
    id: 'V1',
    callback_id: `rolemender.1.${dialog}`,
    private_metadata: metadata,
    state: { values },
  },
});
const words = (value: string | null) => ({
  reason: { reason: { type: 'plain_text_input', value } },
});
const choice = (name: string, value: string) => ({
  [name]: { [name]: { type: 'radio_buttons', selected_option: { value } } },
});

describe('adapters/slack/parse-click', () => {
  it('reads a click on a button', () => {
    expect(parse(button({}))).toEqual({
      kind: 'click',
      click: {
        schema: 1,
        id: '1.2',
        clicker,
        order: { kind: 'open', dialog: 'approve', subjectId: ID, digest: DIGEST, triggerId: '1.2' },
        responseUrl: 'https://hooks.slack.com/actions/x',
      },
    });
  });

  it('reads dialogs', () => {
    const order = (payload: Json) => {
      const reading = parse(payload);
      return reading.kind === 'click' ? reading.click.order : reading;
    };
    const named = { subjectId: ID, digest: DIGEST };

    expect(order(sent('approve', words(' looked at it ')))).toEqual({
      kind: 'approve',
      ...named,
      reason: 'looked at it',
    });
    expect(order(sent('approve', words(null)))).toMatchObject({ reason: null });
    const values = {
      ...choice('why', 'suspicious'),
      ...choice('silence', '30-days'),
      ...words('x'),
    };
    expect(order(sent('reject', values))).toEqual({
      kind: 'reject',
      ...named,
      why: 'suspicious',
      words: 'x',
      silence: '30-days',
    });
    const finding = 'f-pf14wt-gjcgmnxj';
    expect(order(sent('snooze', choice('silence', '7-days'), finding))).toEqual({
      kind: 'snooze',
      subjectId: finding,
      silence: '7-days',
    });
    expect(order(sent('lift', words(null), finding))).toMatchObject({ kind: 'lift', reason: null });
    expect(order(sent('roll-back', words('x')))).toEqual({
      kind: 'roll-back',
      ...named,
      reason: 'x',
    });
  });

  it.each([
    ['another app’s button', button({ action_id: 'other.approve' }), 'ignored'],
    ['a closed dialog', { type: 'view_closed', ...who }, 'ignored'],
    ['a button of a later release', button({ action_id: 'rolemender.2.approve' }), 'ignored'],
    ['no user', button({}, { user: {} }), 'unreadable'],
    ['a user id that is none', button({}, { user: { id: 'x" OR 1' } }), 'unreadable'],
    ['a policy in the value', button({ value: '{"Action":"*"}' }), 'unreadable'],
    ['an id with more', button({ value: `${ID}/../x` }), 'unreadable'],
    ['a digest that is none', button({ value: `${ID} zzz` }), 'unreadable'],
    ['more than a digest', button({ value: `${ID} ${DIGEST} x` }), 'unreadable'],
    ['a reason that is none', sent('reject', choice('why', 'constructor')), 'unreadable'],
    ['a silence that is none', sent('snooze', choice('silence', '__proto__')), 'unreadable'],
    ['an approval without a digest', sent('approve', words('x'), ID), 'unreadable'],
    ['an array', [], 'unreadable'],
    ['null', null, 'unreadable'],
  ])('T13: does not obey %s', (_, payload, kind) => {
    expect(parse(payload).kind).toBe(kind);
  });

  it.each(['', 'payload=', 'payload=%7B%7D&payload=%7B%7D', 'x=1', 'payload=%ff', '\u0000'])(
    'finds the body %j unreadable',
    (body) => {
      expect(parseClick(Buffer.from(body)).kind).toBe('unreadable');
    },
  );

  it('row 44: reads a payload with members that nobody knows yet', () => {
    const later = button({ later: 1 }, { later: { x: [] }, enterprise: null });
    expect(parse(later)).toEqual(parse(button({})));
  });

  it('cuts a reason of any length', () => {
    const reading = parse(sent('approve', words('x'.repeat(100_000))));
    expect(reading).toMatchObject({ click: { order: { reason: 'x'.repeat(1000) } } });
  });

  it('is total, and orders nothing but what our forms are', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.json(), fc.string()),
        fc.constantFrom('block_actions', 'view_submission'),
        (json, type) => {
          let inner: unknown = null;
          try {
            inner = JSON.parse(json);
          } catch {}
          const spread = typeof inner === 'object' && inner !== null ? inner : {};
          const payload = { ...who, ...spread, type, actions: [inner], view: inner };
          expect(['ignored', 'unreadable']).toContain(parse(payload).kind);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
