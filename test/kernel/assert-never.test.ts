import { describe, expect, it } from '@jest/globals';
import { assertNever } from '../../src/kernel/assert-never.ts';

describe('kernel/assert-never', () => {
  it('throws with the value that broke its type', () => {
    const value = { kind: 'unheard-of' } as never;

    expect(() => assertNever(value)).toThrow('unexpected value: {"kind":"unheard-of"}');
  });
});
