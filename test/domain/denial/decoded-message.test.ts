import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDecodedMessage } from '../../../src/domain/denial/decoded-message.ts';
import { aDecodedText } from '../../builders/a-decoder.ts';

describe('domain/denial/decoded-message', () => {
  it('reads a Deny with the statement that matched', () => {
    const matchedStatements = {
      items: [{ statementId: 'NoStops', effect: 'DENY' }, { effect: 'DENY' }, 'x', null],
    };
    const text = aDecodedText({ explicitDeny: true, matchedStatements });

    expect(parseDecodedMessage(text)).toMatchObject({
      explicitDeny: true,
      matchedStatements: ['NoStops'],
      action: 'ec2:StopInstances',
    });
  });

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['nothing', ''],
    ['no context', '{"allowed":false,"explicitDeny":false}'],
    ['an action that is none', aDecodedText({ action: '*' })],
    ['no action', aDecodedText({ action: 7 })],
    ['a decision that is a text', JSON.stringify({ ...JSON.parse(aDecodedText()), allowed: 'no' })],
    ['too much', `${aDecodedText()}${' '.repeat(600_000)}`],
  ])('takes %s for no message', (_what, text) => {
    expect(parseDecodedMessage(text)).toBeUndefined();
  });

  it('takes only what looks like condition keys, and no member of every object for one', () => {
    const item = (key: string) => ({ key, values: { items: [{ value: 'x' }, { value: 1 }] } });
    const items = ['__proto__', 'constructor', 'no key', 'aws:SourceIp', 'ec2:'].map(item);
    const message = parseDecodedMessage(aDecodedText({ conditions: { items } }));

    expect(message?.conditions).toEqual({ 'aws:SourceIp': ['x'] });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.json(), fc.jsonValue(), (text, value) => {
        parseDecodedMessage(text);
        for (const name of ['principal', 'conditions', 'resource', 'matchedStatements'])
          parseDecodedMessage(aDecodedText({ [name]: value }));
      }),
      { numRuns: 300 },
    );
  });
});
