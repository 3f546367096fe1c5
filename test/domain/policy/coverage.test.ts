import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coversAction, isCovered, isPlainAllow } from '../../../src/domain/policy/coverage.ts';
import { evaluateRequest } from '../../../src/domain/policy/evaluate.ts';
import { type PolicyStatement, statementsOf } from '../../../src/domain/policy/policy-document.ts';
import { aDocumentToEdit, REQUESTS } from '../../builders/merge-arbitraries.ts';

const ALLOW: PolicyStatement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

describe('domain/policy/coverage', () => {
  it.each<[string, PolicyStatement, boolean]>([
    ['an Allow', ALLOW, true],
    ['an Allow with a Sid', { ...ALLOW, Sid: 'Read' }, true],
    ['a Deny', { ...ALLOW, Effect: 'Deny' }, false],
    ['an empty Condition', { ...ALLOW, Condition: {} }, false],
    ['a Principal', { ...ALLOW, Principal: '*' }, false],
    ['NotPrincipal', { ...ALLOW, NotPrincipal: { AWS: '*' } }, false],
    ['NotAction', { Effect: 'Allow', NotAction: 's3:*', Resource: '*' }, false],
    ['NotResource', { Effect: 'Allow', Action: 's3:*', NotResource: '*' }, false],
  ])('tells of %s whether it grants what it says, always', (_what, statement, isPlain) => {
    expect(isPlainAllow(statement)).toBe(isPlain);
  });

  it.each([
    ['s3:GetObject', 's3:GetObject', true],
    ['S3:getobject', 's3:GetObject', true],
    ['s3:Get*', 's3:GetObject', true],
    ['s3:GetObjec?', 's3:GetObject', true],
    ['*', 's3:GetObject', true],
    ['s3:*', 's3:Get*', true],
    ['s3:Get*', 's3:Get*', true],
    ['s3:Get?', 's3:Get*', false],
    ['s3:Get?bject', 's3:Get*bject', false],
    ['s3:GetObject', 's3:GetObjectTagging', false],
    ['s3:GetObject', 's3:Get*', false],
    ['s3*', 's3:GetObject', false],
    ['s3express:*', 's3:GetObject', false],
  ])('says whether the action %s covers %s', (granted, action, covers) => {
    expect(coversAction(granted, action)).toBe(covers);
  });

  it.each([
    ['arn:aws:s3:::orders/*', 'arn:aws:s3:::orders/a', true],
    ['arn:aws:s3:::orders/*', 'arn:aws:s3:::orders/a/*', true],
    ['arn:aws:s3:::orders/*', 'arn:aws:s3:::Orders/a', false],
    ['arn:aws:s3:::orders/a', 'arn:aws:s3:::orders/*', false],
    ['arn:aws:s3:::orders/?', 'arn:aws:s3:::orders/a', true],
    ['arn:aws:s3', 'arn:aws:s3:::orders/a', true],
    // An escaped wildcard is one character, an unescaped one is any number of them.
    ['arn:aws:s3:::orders/?', 'arn:aws:s3:::orders/${*}', true],
    ['arn:aws:s3:::orders/?', 'arn:aws:s3:::orders/*', false],
    ['arn:aws:s3:::orders/????', 'arn:aws:s3:::orders/${*}', false],
    ['arn:aws:s3:::orders/*', 'arn:aws:s3:::orders/${*}', true],
    ['arn:aws:s3:::orders/${*}', 'arn:aws:s3:::orders/${*}', true],
    ['arn:aws:s3:::orders/${*}', 'arn:aws:s3:::orders/*', false],
    // What a variable stands for is not known.
    ['arn:aws:s3:::${aws:PrincipalTag/team}/*', 'arn:aws:s3:::orders/*', false],
    ['arn:aws:s3:::${aws:username}/*', 'arn:aws:s3:::${aws:username}/*', true],
    ['arn:aws:s3:::*', 'arn:aws:s3:::${aws:username}', true],
    ['arn:aws:s3:::a/${aws:username}', 'arn:aws:s3:::a/${$}{aws:username}', false],
    // Outside the last part a wildcard stays between its colons.
    ['arn:aws:sqs:*:111122223333:jobs', 'arn:aws:sqs:eu-west-1:111122223333:jobs', true],
    ['arn:aws:logs:*-1:222:g:*', 'arn:aws:logs:eu:111:x-1:222:g:a', false],
  ])('says whether the resource %s covers %s', (granted, resource, covers) => {
    const document = { Version: '2012-10-17', Statement: { ...ALLOW, Resource: granted } };

    expect(isCovered(document, 's3:GetObject', resource)).toBe(covers);
  });

  it('reads `${…}` of a document without Version 2012-10-17 as ordinary characters', () => {
    const document = { Statement: { ...ALLOW, Resource: 'arn:aws:s3:::orders/${*}' } };

    expect(isCovered(document, 's3:GetObject', 'arn:aws:s3:::orders/${*}')).toBe(false);
  });

  it('never calls covered what the policy does not allow', () => {
    fc.assert(
      fc.property(aDocumentToEdit, fc.constantFrom(...REQUESTS), (document, request) => {
        const Statement = statementsOf(document).filter(({ Effect }) => Effect === 'Allow');
        const allows = { ...document, Statement };
        const resource = request.resource.replaceAll(/[*?]/g, (c) => `\${${c}}`);
        fc.pre(isCovered(allows, request.action, resource));
        expect(evaluateRequest(request, { identityPolicies: [allows] }).decision).toBe('allowed');
      }),
      { numRuns: 300 },
    );
  });
});
