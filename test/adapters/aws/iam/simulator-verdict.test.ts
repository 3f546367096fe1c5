import type { EvaluationResult } from '@aws-sdk/client-iam';
import { describe, expect, it } from '@jest/globals';
import { verdictOf } from '../../../../src/adapters/aws/iam/simulator-verdict.ts';

const BUCKET = 'arn:aws:s3:::orders/a';
const request = { principal: 'x', action: 's3:GetObject', resource: BUCKET, context: {} };

const result = (changes: Partial<EvaluationResult>): EvaluationResult => ({
  EvalActionName: 's3:GetObject',
  EvalDecision: 'allowed',
  ...changes,
});
const specific = (decision: 'allowed' | 'implicitDeny' | 'explicitDeny', resource = BUCKET) => ({
  EvalResourceName: resource,
  EvalResourceDecision: decision,
});

describe('adapters/aws/iam/simulator-verdict', () => {
  it.each<[string, readonly EvaluationResult[], string]>([
    ['a result for each resource', [result({ EvalResourceName: BUCKET })], 'allowed'],
    [
      'the right one of several resources',
      [
        result({ EvalResourceName: 'arn:aws:s3:::orders/b' }),
        result({ EvalResourceName: BUCKET, EvalDecision: 'implicitDeny' }),
      ],
      'implicit-deny',
    ],
    [
      'resources inside one result, whatever the whole says',
      [
        result({
          EvalDecision: 'implicitDeny',
          EvalResourceName: '*',
          ResourceSpecificResults: [specific('implicitDeny', 'arn:b'), specific('allowed')],
        }),
      ],
      'allowed',
    ],
    ['an action that takes no resource', [result({ EvalResourceName: '*' })], 'allowed'],
    ['a name in other letters', [result({ EvalActionName: 'S3:getobject' })], 'allowed'],
    ['an explicit Deny', [result({ EvalDecision: 'explicitDeny' })], 'explicit-deny'],
    ['no result', [], 'cannot-tell'],
    ['another action', [result({ EvalActionName: 's3:PutObject' })], 'cannot-tell'],
    [
      'other resources inside',
      [result({ ResourceSpecificResults: [specific('allowed', 'arn:b')] })],
      'cannot-tell',
    ],
    [
      'a decision of a later release',
      [result({ EvalDecision: 'perhaps' as 'allowed' })],
      'cannot-tell',
    ],
    [
      'keys that it was not given',
      [result({ MissingContextValues: ['aws:SourceVpc'] })],
      'cannot-tell',
    ],
    [
      'keys that it was not given, inside',
      [
        result({
          ResourceSpecificResults: [{ ...specific('allowed'), MissingContextValues: ['aws:x'] }],
        }),
      ],
      'cannot-tell',
    ],
  ])('reads %s', (_name, results, decision) => {
    expect(verdictOf(results, request).decision).toBe(decision);
  });

  it('says whom the simulator blames', () => {
    const denied = result({
      EvalDecision: 'implicitDeny',
      OrganizationsDecisionDetail: { AllowedByOrganizations: false },
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
    });
    expect(verdictOf([denied], request).blockedBy).toEqual(['scp', 'boundary']);
    const inside = result({
      OrganizationsDecisionDetail: { AllowedByOrganizations: false },
      ResourceSpecificResults: [specific('explicitDeny')],
    });
    expect(verdictOf([inside], request)).toEqual({ decision: 'explicit-deny', blockedBy: ['scp'] });
  });
});
