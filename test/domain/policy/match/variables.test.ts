import { describe, expect, it } from '@jest/globals';
import { matchText } from '../../../../src/domain/policy/match/text.ts';
import { expandText, type TextRules } from '../../../../src/domain/policy/match/variables.ts';
import type { RequestContext } from '../../../../src/domain/policy/request-context.ts';

const context: RequestContext = {
  find: (key) => {
    if (key === 'k') return { kind: 'present', values: ['value'] };
    if (key === 'many') return { kind: 'present', values: ['a', 'b'] };
    return key === 'absent' ? { kind: 'absent' } : { kind: 'unknown' };
  },
};
const rules: TextRules = { wildcards: 'text', variables: true, context };

/** The expansion as a text: wildcards as `<any>` and `<one>`. */
function shown(text: string, given: TextRules = rules): string {
  const { tokens, unresolved } = expandText(text, given);
  if (unresolved.length > 0) return `unresolved ${unresolved.join()}`;
  return tokens
    .map((token) => (token.kind === 'character' ? token.character : `<${token.kind}>`))
    .join('');
}

describe('domain/policy/match/variables', () => {
  it.each([
    ['plain text', 'plain text'],
    ['a${k}b', 'avalueb'],
    ['${k}${k}', 'valuevalue'],
    ['${ k }', 'value'],
    ["${k, 'default'}", 'value'],
    ["${absent, 'default'}", 'default'],
    ["${absent,'default'}", 'default'],
    ["${absent, ''}", ''],
    ["${absent, '*'}", '*'],
    ['${absent}', 'unresolved absent'],
    ['${many}', 'unresolved many'],
    ["${many, 'default'}", 'unresolved many'],
    ['${unknown}', '<any>'],
    ['${*}${?}${$}', '*?$'],
    ['${$}{k}', '${k}'],
    ['*?', '<any><one>'],
    ['${k', '${k'],
    ['$k}', '$k}'],
    ['${absent, default}', '${absent, default}'],
    ['${', '${'],
  ])('reads %j as %j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('leaves variables alone in documents of the old Version', () => {
    expect(shown('${k}${*}', { ...rules, variables: false })).toBe('${k}${<any>}');
  });

  it('leaves wildcards alone where they are ordinary', () => {
    expect(shown('${k}*?', { ...rules, wildcards: 'none' })).toBe('value*?');
  });

  it('fills variables of a resource only after the fifth colon', () => {
    expect(shown('arn:aws:s3::${k}:${k}', { ...rules, wildcards: 'arn-resource' })).toBe(
      'arn:aws:s3::${k}:value',
    );
  });

  it('names the keys whose value is unknown', () => {
    expect(expandText('${x}-${k}-${y}', rules)).toMatchObject({ missing: ['x', 'y'] });
  });

  it('lets a variable that nothing fills match nothing, and leaves its negation open', () => {
    const match = (value: string, inverted: boolean) =>
      matchText('home/${absent}/*', value, { ...rules, inverted });

    expect(match('home/a/b', false).value).toBe(false);
    expect(match('home/a/b', true)).toEqual({ value: null, missing: ['absent'] });
    expect(match('work/a/b', true).value).toBe(false);
  });

  it('rules a match out by the text around an unknown variable', () => {
    const inverted = false;

    expect(matchText('home/${x}/*', 'home/a/b', { ...rules, inverted }).value).toBeNull();
    expect(matchText('home/${x}/*', 'work/a/b', { ...rules, inverted }).value).toBe(false);
  });
});
