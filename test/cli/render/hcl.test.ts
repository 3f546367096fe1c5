import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { toHclString, toHclValue } from '../../../src/cli/render/hcl.ts';

/** What Terraform makes of a quoted string: the HCL native syntax specification, "Template literals". */
function evaluate(quoted: string): string {
  const inside = quoted.slice(1, -1);
  const unescaped = /\$\$\{|%%\{|\\u([0-9a-f]{4})|\\(["\\])|\$\{|%\{|[\s\S]/g;
  return inside.replace(
    unescaped,
    (token, code: string | undefined, letter: string | undefined) => {
      if (token === '$${' || token === '%%{') return token.slice(1);
      if (token === '${' || token === '%{')
        throw new Error(`a template would be evaluated in ${quoted}`);
      if (token === '"' || token === '\n') throw new Error(`the string is broken in ${quoted}`);
      return code === undefined
        ? (letter ?? token)
        : String.fromCharCode(Number.parseInt(code, 16));
    },
  );
}

describe('cli/render/hcl', () => {
  it.each([
    ['${*}', '"$${*}"'],
    ['%{if}', '"%%{if}"'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['$5 100%', '"$5 100%"'],
    ['$${x}', '"\\u0024$${x}"'],
    ['a\nb', '"a\\u000ab"'],
  ])('writes %j as %s', (untrusted, quoted) => {
    expect(toHclString(untrusted)).toBe(quoted);
  });

  it('writes strings that evaluate to exactly what they were', () => {
    const unit = fc.oneof(
      fc.constantFrom('$', '%', '{', '}', '"', '\\', '\n', 'a'),
      fc.string({ unit: 'binary-ascii', maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
        const untrusted = units.join('');
        expect(evaluate(toHclString(untrusted))).toBe(untrusted);
      }),
      { numRuns: 1000 },
    );
  });

  it('aligns as terraform fmt does', () => {
    expect(toHclValue({ Sid: 'A', Resource: 'x', Action: ['a'], Effect: 'Allow' }, 0)).toBe(
      '{\n  Sid      = "A"\n  Resource = "x"\n  Action = [\n    "a",\n  ]\n  Effect = "Allow"\n}',
    );
  });
});
