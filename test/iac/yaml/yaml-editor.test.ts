import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { yamlEditor } from '../../../src/iac/yaml/yaml-editor.ts';
import { WANTED, withstand, wordOf } from '../../builders/hostile-files.ts';

const POLICY = `Version: "2012-10-17"
Statement:
  - Effect: Allow
    Action: [s3:GetObject]
    Resource: "arn:aws:s3:::orders/*"
`;
const lines = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_none, n) => line(n)).join('\n');
const bomb = lines(45, (n) => `x${n}: &x${n} [${n === 0 ? 'a' : `*x${n - 1}, *x${n - 1}`}]`);
const merges = lines(
  45,
  (n) => `m${n}: &m${n} {${n === 0 ? 'a: b' : `<<: [*m${n - 1}, *m${n - 1}]`}}`,
);

describe('iac/yaml/yaml-editor', () => {
  it.each([
    ['template.yaml', true],
    ['serverless.yml', true],
    ['app.template', true],
    ['policy.json', false],
    ['yaml', false],
  ])('tells by the name whether it reads %s', (path, reads) => {
    expect(yamlEditor.reads(path)).toBe(reads);
  });

  it.each([
    ['100,000 brackets', '['.repeat(100_000), 'file-too-large'],
    ['100,000 dashes', '- '.repeat(100_000), 'file-too-large'],
    ['100,000 tags', `a: ${'!x '.repeat(100_000)}`, 'file-too-large'],
    ['100,000 anchors', `a: ${'&x '.repeat(100_000)}`, 'file-too-large'],
    ['100,000 question marks', '? '.repeat(100_000), 'file-too-large'],
    ['keys ever further in', lines(1400, (n) => `${' '.repeat(n)}a:`), 'file-too-large'],
    ['lists ever further in', lines(90, (n) => `${' '.repeat(n)}- `), 'not-found'],
    ['250,000 items', '- a\n'.repeat(250_000), 'file-too-large'],
    ['a megabyte of line ends', '\n'.repeat(1_000_000), 'file-too-large'],
    ['a megabyte in quotes', `a: "${'word\n  '.repeat(140_000)}"`, 'not-found'],
    ['a megabyte of a block', `a: |\n${'  word\n'.repeat(140_000)}`, 'not-found'],
    ['a quote without end', `a: "${'x\n'.repeat(400_000)}`, 'syntax-error'],
    ['25,000 equal keys', 'a: b\n'.repeat(25_000), 'syntax-error'],
    ['25,000 keys', lines(25_000, (n) => `k${n}: v`), 'not-found'],
    ['a bomb of aliases', `${bomb}\nPolicy:\n${POLICY.replaceAll(/^/gm, '  ')}`, 'edited'],
    ['a bomb of merges', `${merges}\nPolicy:\n${POLICY.replaceAll(/^/gm, '  ')}`, 'edited'],
    ['an alias of itself', `a: &a [*a]\n${POLICY}`, 'syntax-error'],
    ['an alias of nothing', `a: *b\n${POLICY}`, 'syntax-error'],
    ['many documents', '---\na\n'.repeat(20_000), 'not-found'],
    ['more documents', '---\n'.repeat(200_000), 'file-too-large'],
    ['no text', '', 'not-found'],
  ])('withstands %s', async (_what, text, word) => {
    expect(wordOf(await withstand(yamlEditor, text))).toBe(word);
  });

  it.each([
    ['names that refer to each other', lines(200, (n) => resource(n, `!Ref R${(n + 1) % 200}`))],
    ['a name of itself', resource(0, '!Sub "${R0}"')],
    ['names that double', lines(60, (n) => resource(n, `!Sub "\${R${n + 1}}\${R${n + 1}}"`))],
    [
      'texts that double through aliases',
      `${lines(80, (n) => `  v${n}: &v${n} !Sub ["\${a}\${a}", { a: ${n === 0 ? 'x' : `*v${n - 1}`} }]`)}\n${resource(0, '*v79')}`,
    ],
    ['3,000 tables', lines(3000, (n) => resource(n, `t${n}`))],
  ])('tells resources with %s', async (_what, resources) => {
    const text = `Resources:\n${resources}\n  App:\n    Type: AWS::IAM::Policy\n    Properties:\n      PolicyDocument:\n${POLICY.replaceAll(/^/gm, '        ')}`;

    expect(wordOf(await withstand(yamlEditor, text, 'App'))).toBe('edited');
  });

  it('gives an outcome for any text', async () => {
    const piece = fc.constantFrom(
      '- ',
      ': ',
      '\n',
      '  ',
      '\t',
      '[',
      ']',
      '{',
      '}',
      '!Sub ',
      '&a ',
      '*a',
      '"',
      "'",
      '|',
      '>-',
      '#',
      '<<: ',
      '---\n',
      '%',
      '? ',
      POLICY,
      'Statement',
      '\uD800',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((all) => all.join('')),
    );
    await fc.assert(
      fc.asyncProperty(text, async (any) => {
        await yamlEditor.map({ path: 'a.yaml', text: any });
        const outcome = await yamlEditor.edit({ path: 'a.yaml', text: any }, '', WANTED);
        expect(outcome).toHaveProperty('kind');
      }),
      { numRuns: 1000 },
    );
  });
});

function resource(n: number, name: string): string {
  return `  R${n}:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: ${name}`;
}
