import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonEditor } from '../../../src/iac/json/json-editor.ts';
import { WANTED, withstand, wordOf } from '../../builders/hostile-files.ts';

const POLICY =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::orders/*"}]}';
const statementOf = (n: number): string =>
  `{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket-${n}/*"}`;

describe('iac/json/json-editor', () => {
  it.each([
    ['policy.json', true],
    ['a/b/TASK.JSON', true],
    ['policy.jsonc', true],
    ['main.tf.json.tmpl', false],
    ['json', false],
  ])('tells by the name whether it reads %s', (path, reads) => {
    expect(jsonEditor.reads(path)).toBe(reads);
  });

  it('maps the policies of an input of the AWS CLI', async () => {
    const text = `[\n{"PolicyName":"orders","RoleName":"task","PolicyDocument":${POLICY}},\n{"a":[1]}]`;

    expect(await jsonEditor.map({ path: 'a.json', text })).toEqual({
      policies: [
        {
          address: '[0].PolicyDocument',
          place: { path: 'a.json', line: 2 },
          name: { kind: 'literal', value: 'orders' },
          roles: [{ kind: 'literal', value: 'task' }],
          document: { kind: 'here' },
        },
      ],
      roles: [],
      resources: [],
    });
  });

  it.each(['', '{', 'null', '[]', '{}', '"Statement"', '{"Statement":1}', '{"Statement":[[]]}'])(
    'maps nothing in %j',
    async (text) => {
      const map = await jsonEditor.map({ path: 'a.json', text });

      expect(map).toEqual({ policies: [], roles: [], resources: [] });
    },
  );

  it.each([
    ['100,000 brackets', '['.repeat(100_000), 'file-too-large'],
    ['100,000 braces', '{"a":'.repeat(100_000), 'file-too-large'],
    [
      'a policy beneath a hundred lists',
      `${'['.repeat(101)}${POLICY}${']'.repeat(101)}`,
      'file-too-large',
    ],
    ['more than 1 MiB', POLICY + ' '.repeat(1_048_576), 'file-too-large'],
    ['a megabyte of one string', `"${'a'.repeat(1_000_000)}`, 'syntax-error'],
    ['a megabyte of escapes', `["${'\\u0041'.repeat(170_000)}"]`, 'not-found'],
    ['a comment without end', `${POLICY}/*${'*'.repeat(900_000)}`, 'syntax-error'],
    ['90,000 equal keys', `{${'"a":1,'.repeat(90_000)}"a":1}`, 'syntax-error'],
    ['__proto__ as a key', `{"__proto__":{"Statement":[{"Effect":"Allow"}]}}`, 'edited'],
    [
      'a number of a thousand digits',
      `{"a":1${'0'.repeat(1000)},"PolicyDocument":${POLICY}}`,
      'edited',
    ],
  ])('withstands %s', async (_what, text, word) => {
    expect(wordOf(await withstand(jsonEditor, text))).toBe(word);
  });

  it('edits a policy in a megabyte of minified JSON', async () => {
    const others = Array.from({ length: 10_000 }, (_none, n) => `"p${n}":${statementOf(n)}`);
    const text = `{${others.join(',')},"PolicyDocument":${POLICY}}`;

    const outcome = await withstand(jsonEditor, text, 'PolicyDocument');

    expect(outcome).toMatchObject({
      kind: 'edited',
      text: text.replace('["s3:GetObject"]', '["s3:GetObject","s3:PutObject"]'),
    });
  });

  it('refuses a policy of ten thousand statements by its size, soon', async () => {
    const all = Array.from({ length: 10_000 }, (_none, n) => statementOf(n)).join(',');
    const text = `{"Version":"2012-10-17","Statement":[${all}]}`;

    expect(wordOf(await withstand(jsonEditor, text))).toBe('policy-too-large');
  });

  it('gives an outcome for any text', async () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '//',
      '/*',
      '*/',
      '\n',
      POLICY,
      '"Statement"',
      '\uD800',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((all) => all.join('')),
    );
    await fc.assert(
      fc.asyncProperty(text, async (any) => {
        await jsonEditor.map({ path: 'a.json', text: any });
        const outcome = await jsonEditor.edit({ path: 'a.json', text: any }, '', WANTED);
        expect(outcome).toHaveProperty('kind');
      }),
      { numRuns: 500 },
    );
  });
});
