import { describe, expect, it } from '@jest/globals';
import type { PrincipalPolicies } from '../../src/domain/policy/principal-policies.ts';
import type { AccountReader } from '../../src/ports/account-reader.ts';
import { createSimulateOnAccount, simulateRequest } from '../../src/usecases/simulate-request.ts';
import { aDocument, aRoleArn, aUserArn } from '../builders/an-account.ts';

const ROLE_ARN = aRoleArn('AppRole', '/app/');
const SESSION_ARN = 'arn:aws:sts::111122223333:assumed-role/AppRole/task-1';

const role = (members: Partial<PrincipalPolicies> = {}): PrincipalPolicies => ({
  principal: {
    kind: 'role',
    arn: ROLE_ARN,
    id: 'AROA',
    name: 'AppRole',
    path: '/app/',
    tags: { team: 'red' },
  },
  managed: [],
  inline: [{ principalArn: ROLE_ARN, name: 'read', document: aDocument() }],
  groups: [],
  boundary: null,
  ...members,
});

const request = (members: object = {}) => ({
  principal: SESSION_ARN,
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::orders/a',
  ...members,
});

function simulateWith(principal: PrincipalPolicies | undefined) {
  const accounts = { findPrincipal: () => Promise.resolve(principal) } as unknown as AccountReader;
  return createSimulateOnAccount({ accounts });
}

const conditional = (operator: string, key: string, value: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow' as const,
      Action: '*',
      Resource: '*',
      Condition: { [operator]: { [key]: value } },
    },
  ],
});

describe('usecases/simulate-request', () => {
  it('judges a request by the policies that it carries', () => {
    const outcome = simulateRequest(request({ identityPolicies: aDocument() }));

    expect(outcome).toMatchObject({ evaluation: { decision: 'allowed' }, policyNames: [null] });
  });

  it('says what is wrong with a request, never "allowed"', () => {
    const outcome = simulateRequest(request({ identityPolicies: [aDocument(), {}] }));

    expect(outcome).toMatchObject({ kind: 'invalid', path: 'identityPolicies[1].Statement' });
  });

  describe('on an account', () => {
    it('judges by the policies of the principal and names the one that decides', async () => {
      expect(await simulateWith(role())(request())).toMatchObject({
        evaluation: { decision: 'allowed' },
        policyNames: [`${ROLE_ARN} inline read`],
      });
    });

    it('knows the path of the role behind a session', async () => {
      const inline = [
        {
          principalArn: ROLE_ARN,
          name: 'own',
          document: conditional('ArnEquals', 'aws:PrincipalArn', ROLE_ARN),
        },
      ];

      expect(await simulateWith(role({ inline }))(request())).toMatchObject({
        evaluation: { decision: 'allowed' },
      });
    });

    it('knows the tags of a user, and leaves those of a role open', async () => {
      const inline = [
        {
          principalArn: ROLE_ARN,
          name: 'own',
          document: conditional('StringEquals', 'aws:PrincipalTag/Team', 'red'),
        },
      ];
      const arn = aUserArn('maria');
      const user = role({
        inline,
        principal: {
          kind: 'user',
          arn,
          id: 'AIDA',
          name: 'maria',
          path: '/',
          tags: { team: 'red' },
        },
      });

      expect(await simulateWith(user)(request({ principal: arn }))).toMatchObject({
        evaluation: { decision: 'allowed' },
      });
      expect(await simulateWith(role({ inline }))(request())).toMatchObject({
        evaluation: { decision: 'cannot-tell', missingContext: ['aws:PrincipalTag/Team'] },
      });
    });

    it('puts the policies of the request in play as well', async () => {
      const deny = { Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] };

      expect(
        await simulateWith(role())(request({ serviceControlPolicies: [[deny]] })),
      ).toMatchObject({
        evaluation: { decision: 'explicit-deny', blockedBy: ['scp'] },
        policyNames: [null],
      });
    });

    it('takes the policies of the request in place of those of the same type', async () => {
      const outcome = await simulateWith(role())(request({ identityPolicies: aDocument('sqs:*') }));

      expect(outcome).toMatchObject({ evaluation: { decision: 'implicit-deny' } });
    });

    it('refuses a principal that the account does not have', async () => {
      expect(await simulateWith(undefined)(request())).toMatchObject({
        kind: 'invalid',
        path: 'principal',
      });
    });

    it('refuses to judge by a document that is none', async () => {
      const document = {
        Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Conditions: {} }],
      };
      const inline = [{ principalArn: ROLE_ARN, name: 'odd', document: document as never }];

      expect(await simulateWith(role({ inline }))(request())).toMatchObject({
        kind: 'invalid',
        path: `${ROLE_ARN} inline odd: Statement[0].Conditions`,
      });
    });

    it('passes a malformed request back', async () => {
      expect(await simulateWith(role())({})).toMatchObject({ kind: 'invalid', path: 'principal' });
    });
  });
});
