import { describe, expect, it } from '@jest/globals';
import {
  parsePayload,
  parseVerifyOrder,
  PAYLOAD_SCHEMA,
  unquarantine,
} from '../../../src/compose/lambda/payloads.ts';

const text = (value: unknown) => JSON.stringify(value);

describe('compose/lambda/payloads', () => {
  it('row 44: reads a message of this release and passes over members that it does not know', () => {
    const message = { schema: PAYLOAD_SCHEMA, proposalId: 'p-1', colour: 'new' };
    expect(parseVerifyOrder(text(message))).toBe('p-1');
  });

  it('row 44: leaves a message of a newer release in the queue', () => {
    expect(() => parsePayload(text({ schema: PAYLOAD_SCHEMA + 1 }))).toThrow('newer release');
  });

  it.each(['', 'null', '[]', '7', '{}', text({ schema: '1' })])('refuses %j', (message) => {
    expect(() => parsePayload(message)).toThrow('no schema');
  });

  it('refuses an order that names no proposal', () => {
    expect(() => parseVerifyOrder(text({ schema: 1 }))).toThrow('names no proposal');
  });

  it('unwraps what was quarantined, as often as it was, and leaves everything else as it is', () => {
    const wrap = (body: string) =>
      text({ schema: 1, kind: 'quarantined', reason: 'x', at: '', body });
    expect(unquarantine('{"a":1}')).toBe('{"a":1}');
    expect(unquarantine('no json')).toBe('no json');
    expect(unquarantine(wrap('{"a":1}'))).toBe('{"a":1}');
    expect(unquarantine(wrap(wrap('x')))).toBe('x');
  });
});
