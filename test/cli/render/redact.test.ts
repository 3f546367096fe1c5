import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createRedact } from '../../../src/cli/render/redact.ts';

describe('cli/render/redact', () => {
  it.each([
    ['an account id', 'arn:aws:iam::111122223333:role/a', 'arn:aws:iam::900000000001:role/a'],
    ['an account id inside a name', 'b-111122223333-logs', 'b-900000000001-logs'],
    ['an IPv4 address with a port', '10.1.2.3:443', '198.18.0.1:443'],
    ['an IPv6 address', 'from 2001:DB8::17, port', 'from 2001:db8::1, port'],
    ['an access key id', 'key ASIAABCDEFGHIJKLMNOP.', 'key ASIA0000000000000001.'],
    ['a unique id', 'AROAABCDEFGHIJKLMNOPQ:x', 'AROA0000000000000001:x'],
    ['the id of a finding', '(finding f-5n4bqd-ae3zdg21)', '(finding f-000000-00000001)'],
    [
      'a fingerprint',
      `"fingerprint": "${'a1'.repeat(32)}"`,
      `"fingerprint": "${'1'.padStart(64, '0')}"`,
    ],
    ['an e-mail address', 'role/Admin/jane.doe+x@corp.example.', 'role/Admin/user-1@example.com.'],
  ])('masks %s', (_, text, masked) => {
    expect(createRedact()(text)).toBe(masked);
  });

  it.each([
    '1.35.0',
    '2026-03-01T08:00:00Z',
    '1234567890123',
    'arn:aws:s3:::b',
    'a@b',
    '::',
    'dead:beef',
    'f-5n4bqd-ae3zdg2',
    'pdf-5n4bqd-ae3zdg21',
    'a1'.repeat(32),
  ])('leaves %s alone', (text) => {
    expect(createRedact()(text)).toBe(text);
  });

  it('masks the same value by the same mask and different values by different ones', () => {
    const redact = createRedact();

    expect(redact('111122223333 444455556666 111122223333')).toBe(
      '900000000001 900000000002 900000000001',
    );
    expect(redact('444455556666')).toBe('900000000002');
  });

  it.each([
    ['AKIAABCDEFGHIJKLMNOP', 'AKIA0000000000000001'],
    ['key_ASIAABCDEFGHIJKLMNOP_old', 'key_ASIA0000000000000001_old'],
    ['111122223333', '900000000001'],
    ['10.1.2.3', '198.18.0.1'],
    ['2001:DB8::17', '2001:db8::1'],
    ['jane@corp.example', 'user-1@example.com'],
  ])('masks %s after every escape of JSON, and leaves the escape whole', (secret, mask) => {
    for (const before of ['\n', '\t', '\r', '\\', '"', '\u001b', 'a\n']) {
      const redacted = createRedact()(JSON.stringify(`${before} ${secret}`).replace(' ', ''));
      expect(JSON.parse(redacted)).toBe(`${before}${mask}`);
    }
  });

  it('keeps JSON valid', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => JSON.parse(createRedact()(JSON.stringify(value))) as unknown).not.toThrow();
      }),
    );
  });

  it('stays fast on hostile text', () => {
    const began = Date.now();
    for (const unit of ['@', 'a@', '1.', ':', 'a', '1']) createRedact()(unit.repeat(200_000));
    expect(Date.now() - began).toBeLessThan(5000);
  });
});
