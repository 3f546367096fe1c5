import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createIamClient } from '../../../../src/adapters/aws/iam/iam-caller.ts';
import { createIamPolicySimulator } from '../../../../src/adapters/aws/iam/iam-policy-simulator.ts';
import { createPace } from '../../../../src/adapters/aws/pace.ts';
import type { AccessRequest } from '../../../../src/domain/policy/evaluation.ts';
import { aClock } from '../../../builders/a-local-app.ts';
import { aRoleArn } from '../../../builders/an-account.ts';
import {
  anXml,
  anXmlError,
  type AwsCall,
  type FakeAws,
  startFakeAws,
  towards,
} from '../../../builders/fake-aws.ts';

const ROLE = aRoleArn('First');
const aRequest = (action: string, resource: string, context = {}): AccessRequest => ({
  principal: ROLE,
  action,
  resource,
  context,
});

/** Members of a numbered list in a form: `ActionNames.member.1`, … */
function listOf({ input }: AwsCall, name: string): readonly unknown[] {
  return Object.entries(input)
    .filter(([key]) => key.startsWith(`${name}.member.`))
    .map(([, value]) => value);
}

describe('adapters/aws/iam/iam-policy-simulator', () => {
  let aws: FakeAws;
  let isDown: boolean;
  beforeEach(async () => {
    isDown = false;
    aws = await startFakeAws((call) => {
      if (isDown) return anXmlError('AccessDenied', 403);
      const results = listOf(call, 'ActionNames').flatMap((action) =>
        listOf(call, 'ResourceArns').map((resource) => ({
          EvalActionName: action,
          EvalResourceName: resource,
          EvalDecision: String(resource).endsWith('/denied') ? 'implicitDeny' : 'allowed',
        })),
      );
      const half = Math.ceil(results.length / 2);
      const page = { EvaluationResults: results.slice(0, half), IsTruncated: true, Marker: 'more' };
      const rest = { EvaluationResults: results.slice(half), IsTruncated: false };
      return anXml('SimulatePrincipalPolicy', call.input['Marker'] === 'more' ? rest : page);
    });
  });
  afterEach(() => aws.stop());

  const simulate = (requests: readonly AccessRequest[]) =>
    createIamPolicySimulator({
      client: createIamClient(towards(aws)),
      pace: createPace(aClock()),
    }).simulate(ROLE, requests);

  it('answers each request in order, over pages', async () => {
    const verdicts = await simulate([
      aRequest('s3:GetObject', 'arn:aws:s3:::a/denied'),
      aRequest('s3:PutObject', 'arn:aws:s3:::a/x'),
      aRequest('s3:GetObject', 'arn:aws:s3:::a/x'),
    ]);
    expect(verdicts.map(({ decision }) => decision)).toEqual([
      'implicit-deny',
      'allowed',
      'allowed',
    ]);
    expect(aws.calls).toHaveLength(2);
    expect(aws.calls[0]?.input['PolicySourceArn']).toBe(ROLE);
  });

  it('asks for many actions and resources in several calls of a bearable size', async () => {
    const requests = Array.from({ length: 60 }, (_, n) =>
      aRequest(`s3:Action${n % 30}`, `arn:aws:s3:::a/${n}`),
    );
    const verdicts = await simulate(requests);
    expect(verdicts.every(({ decision }) => decision === 'allowed')).toBe(true);
    for (const call of aws.calls) {
      expect(listOf(call, 'ActionNames').length).toBeLessThanOrEqual(20);
      expect(listOf(call, 'ResourceArns').length).toBeLessThanOrEqual(10);
    }
  });

  it('asks under each context by itself, with the types that IAM gives the keys', async () => {
    await simulate([
      aRequest('s3:GetObject', 'arn:aws:s3:::a/x', { 'aws:SourceIp': ['192.0.2.1'] }),
      aRequest('s3:GetObject', 'arn:aws:s3:::a/x', { 'aws:TagKeys': ['a', 'b'], 'aws:x': [] }),
    ]);
    const types = aws.calls
      .filter(({ input }) => input['Marker'] === undefined)
      .map(({ input }) => input['ContextEntries.member.1.ContextKeyType']);
    expect(types).toEqual(['ip', 'stringList']);
    expect(aws.calls.some(({ input }) => 'ContextEntries.member.2.ContextKeyName' in input)).toBe(
      false,
    );
  });

  it('asks nothing when there is nothing to ask', async () => {
    expect(await simulate([])).toEqual([]);
    expect(aws.calls).toHaveLength(0);
  });

  it('throws where it may not be asked', async () => {
    isDown = true;
    await expect(simulate([aRequest('s3:GetObject', 'arn:aws:s3:::a')])).rejects.toMatchObject({
      code: 'access-denied',
    });
  });
});
