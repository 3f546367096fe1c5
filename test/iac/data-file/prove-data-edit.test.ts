import { describe, expect, it } from '@jest/globals';
import { isProven, type ReadFile } from '../../../src/iac/data-file/prove-data-edit.ts';
import { readPolicyAt } from '../../../src/iac/data-file/read-data.ts';
import { parseYaml } from '../../../src/iac/yaml/parse-yaml.ts';
import type { PlannedEdit } from '../../../src/iac/plan-edit.ts';

const FILE = `One:
  Version: "2012-10-17"
  Statement:
    - Effect: Allow
      Action: [s3:GetObject]
      Resource: &orders arn:aws:s3:::orders/*
    - Effect: Allow
      Action: [sqs:SendMessage]
      Resource: "*"
      Condition: { Bool: { "aws:SecureTransport": "true" } }
Two:
  Version: "2012-10-17"
  Statement: { Effect: Allow, Action: [s3:GetObject], Resource: *orders }
Other: !Sub "a"
`;
const STATEMENT = {
  Effect: 'Allow' as const,
  Action: 's3:PutObject',
  Resource: 'arn:aws:s3:::orders/*',
};
const EDIT: PlannedEdit = { kind: 'add-actions', statement: 0, actions: ['s3:PutObject'] };
const EDITED = FILE.replace('[s3:GetObject]', '[s3:GetObject, s3:PutObject]');

function read(text: string): ReadFile {
  const data = parseYaml(text);
  if (data.kind !== 'data') throw new Error(data.reason);
  const found = readPolicyAt(data.roots, 'a.yaml', 'One');
  if (found.kind !== 'policy') throw new Error(found.kind);
  return { roots: data.roots, found };
}

describe('iac/data-file/prove-data-edit', () => {
  it.each([
    ['the edit alone', EDITED],
    ['other quotes and comments', EDITED.replace('[sqs:SendMessage]', '["sqs:SendMessage"] # c')],
  ])('is satisfied by %s', (_what, text) => {
    expect(isProven(read(FILE), read(text), [EDIT], { statements: [STATEMENT] })).toBe(true);
  });

  it.each([
    ['nothing is changed', FILE],
    ['a Condition is another', EDITED.replace('"true"', '"false"')],
    [
      'another policy grows too',
      EDITED.replace('{ Effect: Allow, Action: [', '{ Effect: Allow, Action: [s3:PutObject, '),
    ],
    ['a policy is gone', EDITED.replace(/Two:[^]*Other/, 'Other')],
    ['a tag is gone', EDITED.replace('!Sub ', '')],
    ['a value becomes a shared one', EDITED.replace('"*"', '*orders')],
    [
      'an anchor is gone',
      EDITED.replace('&orders ', '').replace('*orders', 'arn:aws:s3:::orders/*'),
    ],
    ['a document is added', `${EDITED}---\na: b\n`],
  ])('is not satisfied when %s', (_what, text) => {
    expect(isProven(read(FILE), read(text), [EDIT], { statements: [STATEMENT] })).toBe(false);
  });
});
