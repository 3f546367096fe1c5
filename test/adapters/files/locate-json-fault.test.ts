import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { locateJsonFault } from '../../../src/adapters/files/locate-json-fault.ts';

describe('adapters/files/locate-json-fault', () => {
  it.each([
    ['{"a":1,}', 7, '', 'a key in double quotes', '"}"'],
    ['{"a" 1}', 5, 'a', '":" after the key', '"1"'],
    ['{"a":{"b":[1,tru]}}', 13, 'a.b[1]', 'a value', '"t"'],
    ['{"a":"x', 7, 'a', 'a closing quote', 'the end'],
    ['{"a":"\\q"}', 7, 'a', 'one of " \\ / b f n r t u after a backslash', '"q"'],
    ['{"a":"\\u12g4"}', 7, 'a', 'four hexadecimal digits after \\u', '"u"'],
    ['{"a":01}', 6, 'a', '"," or "}"', '"1"'],
    ['{"a":1} x', 8, '', 'the end of the value', '"x"'],
    ["{'a':1}", 1, '', 'a key in double quotes', '"\'"'],
    ['', 0, '', 'a value', 'the end'],
  ])('locates the fault of %s', (text, offset, path, expected, found) => {
    expect(locateJsonFault(text)).toEqual({ offset, path, expected, found });
  });

  it('finds a fault exactly where JSON.parse refuses', () => {
    const mutated = fc
      .tuple(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.constantFrom('', '"', '}', ',', '\\', '\n', 'e', '-', '0'),
      )
      .map(
        ([json, at, piece]) =>
          json.slice(0, at % (json.length + 1)) + piece + json.slice((at % (json.length + 1)) + 1),
      );
    fc.assert(
      fc.property(mutated, (text) => {
        expect(locateJsonFault(text) === undefined).toBe(parses(text));
      }),
      { numRuns: 500 },
    );
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
