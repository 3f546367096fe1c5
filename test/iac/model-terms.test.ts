import { describe, expect, it } from '@jest/globals';
import { isSameArn, isSameResource, toLiteralDocument } from '../../src/iac/model-terms.ts';
import { aPolicyModel } from '../builders/a-policy-model.ts';

const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/jobs';
const PATTERN = 'arn:*:dynamodb:*:*:table/jobs';

describe('iac/model-terms', () => {
  it.each([
    [PATTERN, TABLE, true],
    ['arn:aws:dynamodb:eu-west-1:*:table/jobs', TABLE, true],
    ['arn:aws:dynamodb:us-east-1:*:table/jobs', TABLE, false],
    ['arn:*:dynamodb:*:*:table/job', TABLE, false],
    ['arn:*:dynamodb:*:*:table/*', TABLE, false],
    ['arn:*:*:*:*:table/jobs', TABLE, false],
    ['arn:*:s3:::orders', 'arn:aws:s3:::orders', true],
    ['arn:*:s3:::orders/*', 'arn:aws:s3:::orders/*', true],
    [
      'arn:*:logs:*:*:log-group:/app:*',
      'arn:aws:logs:eu-west-1:111122223333:log-group:/app:*',
      true,
    ],
    // Somebody who asks for every region asks for more than one table.
    [PATTERN, 'arn:aws:dynamodb:*:111122223333:table/jobs', false],
    [PATTERN, 'arn:aws:dynamodb::111122223333:table/jobs', false],
    [PATTERN, '*', false],
    ['*', '*', true],
  ])('tells whether %s is the resource %s', (pattern, arn, isSame) => {
    expect(isSameArn(pattern, arn)).toBe(isSame);
  });

  it('compares a literal as text', () => {
    expect(isSameResource({ kind: 'literal', value: PATTERN }, TABLE)).toBe(false);
    expect(isSameResource({ kind: 'literal', value: TABLE }, TABLE)).toBe(true);
    expect(isSameResource({ kind: 'expression', source: 'x', arn: null }, TABLE)).toBe(false);
  });

  it('writes down what is granted for certain', () => {
    const model = aPolicyModel(
      [
        { isPlain: false },
        { isCertain: false },
        { effect: 'Deny' },
        { effect: 'unknown' },
        { actions: [{ source: 'x', arn: null }] },
        {
          actions: ['dynamodb:Query', { source: 'x', arn: null }],
          resources: ['*', { source: 'y', arn: `${PATTERN}/index/*` }, { source: 'z', arn: null }],
        },
      ],
      { version: null },
    );

    expect(toLiteralDocument(model, [TABLE])).toEqual({
      Version: '2008-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['dynamodb:Query'], Resource: ['*', `${TABLE}/index/*`] },
      ],
    });
  });
});
