import { expect } from '@jest/globals';
import { parse } from 'jsonc-parser';
import { parseDocument } from 'yaml';
import type { PolicyDocument } from '../../src/domain/policy/policy-document.ts';
import { jsonEditor } from '../../src/iac/json/json-editor.ts';
import { yamlEditor } from '../../src/iac/yaml/yaml-editor.ts';
import { aChange, JOBS, someStatements, toPlain, type Written } from './a-policy-file.ts';
import { type Chance, createChance } from './chance.ts';
import { checkEdit } from './editor-laws.ts';
import { writeJson } from './write-json.ts';
import { writeYaml } from './write-yaml.ts';

type Wrapped = {
  readonly whole: Written;
  readonly address: string;
  readonly path: readonly string[];
};

/** Draws a file of the format and a change by a seed, and judges the edit. */
export async function checkDataEdit(format: 'json' | 'yaml', seed: number): Promise<string> {
  const chance = createChance(seed);
  const isTemplate = chance.is(60);
  const statements = someStatements(chance, isTemplate);
  const isSingle = statements.length === 1 && chance.is(30);
  const document: Written = {
    ...(chance.is(95) ? { Version: '2012-10-17' } : {}),
    Statement: isSingle ? statements[0]! : statements,
  };
  const { whole, address, path } = wrap(document, isTemplate, chance);
  const text = format === 'json' ? writeJson(whole, chance) : writeYaml(whole, chance);
  const read = (given: string): { rest: unknown; policy: PolicyDocument } =>
    split(format === 'json' ? readJson(given) : readYaml(given), path);
  // The writers of the test are judged first: what they write must be what was drawn.
  expect(split(toPlain(whole), path)).toEqual(read(text));
  return await checkEdit({
    editor: format === 'json' ? jsonEditor : yamlEditor,
    file: { path: `infra/file.${format}`, text },
    address,
    statements: aChange(chance),
    read,
  });
}

function wrap(document: Written, isTemplate: boolean, chance: Chance): Wrapped {
  if (!isTemplate) {
    if (chance.is(60)) return { whole: document, address: '', path: [] };
    const whole = { PolicyName: 'app', PolicyDocument: document };
    return { whole, address: 'PolicyDocument', path: ['PolicyDocument'] };
  }
  const table = { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'jobs' } };
  const policy = {
    Type: 'AWS::IAM::Policy',
    Properties: { PolicyName: 'app', PolicyDocument: document },
  };
  const resources = chance.is(50) ? { Jobs: table, App: policy } : { App: policy, Jobs: table };
  return {
    whole: { Resources: resources },
    address: 'App',
    path: ['Resources', 'App', 'Properties', 'PolicyDocument'],
  };
}

/** The policy of a file, and the file without its statements. */
function split(whole: unknown, path: readonly string[]): { rest: unknown; policy: PolicyDocument } {
  const policy = path.reduce(
    (node, key) => (node as Record<string, unknown>)[key],
    whole,
  ) as PolicyDocument;
  const rest = JSON.parse(
    JSON.stringify(whole, function (this: unknown, key: string, value: unknown) {
      return key === 'Statement' && this === policy ? null : value;
    }),
  ) as unknown;
  return { rest, policy };
}

function readJson(text: string): unknown {
  const errors: unknown[] = [];
  const value = parse(text.replace(/^\uFEFF/, ''), errors as never, {
    allowTrailingComma: true,
  }) as unknown;
  expect(errors).toEqual([]);
  return withCalls(value);
}

function readYaml(text: string): unknown {
  const customTags = ['GetAtt', 'Sub', 'Ref'].map((name) => ({
    tag: `!${name}`,
    resolve: (value: string) => ({ [`Fn::${name}`]: value }),
  }));
  const document = parseDocument(text, { customTags: customTags as never, schema: 'core' });
  expect(document.errors).toEqual([]);
  return withCalls(document.toJS() as unknown);
}

/** Replaces the calls of functions by what they stand for in the drawn templates. */
function withCalls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withCalls);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  const [name, argument] = members[0] ?? ['', null];
  if (name === 'Fn::GetAtt') {
    expect([argument].flat().join('.')).toBe('Jobs.Arn');
    return JOBS;
  }
  if (name === 'Fn::Sub') return String(argument).replace('${Jobs.Arn}', JOBS);
  return Object.fromEntries(members.map(([key, member]) => [key, withCalls(member)]));
}
