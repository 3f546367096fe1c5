import { describe, expect, it } from '@jest/globals';
import { createLineIndex } from '../../src/iac/line-index.ts';

describe('iac/line-index', () => {
  it.each([
    ['', 0, 1],
    ['a\nb', 1, 1],
    ['a\nb', 2, 2],
    ['a\r\nb\r\n\r\nc', 8, 4],
    ['a\n', 2, 2],
    ['a\nb\nc\nd\ne', 6, 4],
  ])('finds in %j the line of offset %d', (text, offset, line) => {
    expect(createLineIndex({ path: 'a.json', text })(offset)).toEqual({ path: 'a.json', line });
  });
});
