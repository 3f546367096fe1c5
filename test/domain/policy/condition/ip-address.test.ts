import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  compareAddresses,
  parseAddress,
  parseRange,
} from '../../../../src/domain/policy/condition/ip-address.ts';

const zeros = (count: number): readonly number[] => Array<number>(count).fill(0);

describe('domain/policy/condition/ip-address', () => {
  it.each([
    ['192.0.2.1', [192, 0, 2, 1]],
    ['::', zeros(16)],
    ['::1', [...zeros(15), 1]],
    ['2001:db8::', [0x20, 1, 0x0d, 0xb8, ...zeros(12)]],
    ['2001:DB8:0:0:0:0:0:1', [0x20, 1, 0x0d, 0xb8, ...zeros(11), 1]],
    ['::ffff:192.0.2.1', [...zeros(10), 255, 255, 192, 0, 2, 1]],
  ])('reads %s', (text, expected) => {
    expect(parseAddress(text)).toEqual(expected);
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '1.2.3.-4',
    'a.b.c.d',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
    'g::1',
    '1.2.3.4::',
    '1:2:3:4:5:6:7::8:9',
  ])('takes %j for no address', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/a', '10.0.0.0/8/8', '::/129', '/8'])(
    'takes %j for no range',
    (text) => {
      expect(parseRange(text)).toBeUndefined();
    },
  );

  it('cannot tell by a range that is none', () => {
    expect(compareAddresses('10.0.0.0/33', '10.0.0.1').value).toBeNull();
  });

  it('has every address in the range of any of its prefixes, and its neighbour outside', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(
        fc.array(byte, { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 1, max: 32 }),
        (bytes, bits) => {
          const index = Math.floor((bits - 1) / 8);
          const flipped = bytes.map((b, i) => (i === index ? b ^ (128 >> ((bits - 1) % 8)) : b));
          const range = `${bytes.join('.')}/${bits}`;
          expect(compareAddresses(range, bytes.join('.')).value).toBe(true);
          expect(compareAddresses(range, flipped.join('.')).value).toBe(false);
        },
      ),
    );
  });
});
