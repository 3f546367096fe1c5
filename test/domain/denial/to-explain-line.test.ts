import { describe, expect, it } from '@jest/globals';
import { diagnose } from '../../../src/domain/denial/diagnose.ts';
import { toExplainLine } from '../../../src/domain/denial/to-explain-line.ts';
import { readText } from '../../../src/domain/denial/read-text.ts';
import { aDenial } from '../../builders/a-denial.ts';

describe('domain/denial/to-explain-line', () => {
  it('tells the resource of a text that names no action', () => {
    const url = 'https://sqs.us-west-2.amazonaws.com/123456789012/orders';
    const reading = readText(`AccessDenied: Access to the resource ${url} is denied.`);

    expect(toExplainLine(1, reading)).toMatchObject({
      kind: 'denial',
      required: [{ action: '', resources: [url], basis: 'unknown', confidence: 'low' }],
    });
  });

  it('writes the documented object in the documented order', () => {
    const denial = aDenial();
    expect(JSON.stringify(toExplainLine(1, denial, diagnose(denial)))).toBe(
      '{"schema":"rolemender.diagnosis/1","input":1,"kind":"denial","source":"cloudtrail",' +
        '"eventId":"10e1548f-893e-46f6-852a-25a9f8cf93e1","eventTime":"2026-11-21T09:00:00Z",' +
        '"account":"123456789012","region":"us-east-1",' +
        '"principal":{"kind":"role","arn":"arn:aws:iam::123456789012:role/app/MLPlatformECSTaskRole","session":null,"ecsRole":"task"},' +
        '"operation":{"eventSource":"dynamodb.amazonaws.com","eventName":"Scan"},' +
        '"required":[{"action":"dynamodb:Scan","resources":["arn:aws:dynamodb:us-east-1:123456789012:table/ml-jobs"],"basis":"message","confidence":"high"}],' +
        '"alsoLikely":[],"cause":"identity-policy-missing","denyingPolicyArn":null,"authorizationId":null,' +
        '"fixable":true,"owner":"role owner","refusal":null,"risk":{"tier":4,"reasons":["reads only"]},' +
        '"statement":{"Sid":"AllowDynamodbScan","Effect":"Allow","Action":["dynamodb:Scan"],' +
        '"Resource":["arn:aws:dynamodb:us-east-1:123456789012:table/ml-jobs"]}}',
    );
  });

  it('names the code and the reason of a refusal', () => {
    const denial = aDenial({ cause: 'scp-missing' });
    expect(toExplainLine(2, denial, diagnose(denial))).toMatchObject({
      fixable: false,
      refusal: { code: 'cause', reason: 'an added Allow does not cure this cause' },
      statement: null,
    });
  });

  it('gives the reason of what is no denial or cannot be read', () => {
    expect(toExplainLine(3, { kind: 'not-a-denial', reason: 'success' })).toEqual({
      schema: 'rolemender.diagnosis/1',
      input: 3,
      kind: 'not-a-denial',
      reason: 'success',
    });
    expect(toExplainLine(4, { kind: 'unreadable', reason: 'eventName: …' })).toMatchObject({
      kind: 'unreadable',
      reason: 'eventName: …',
    });
  });
});
