import { describe, expect, it } from '@jest/globals';
import { createMemoryAccount } from '../../../src/adapters/snapshot/snapshot-account.ts';
import { withCauseByPolicies } from '../../../src/domain/denial/cause-by-policies.ts';
import { parseDecodedMessage } from '../../../src/domain/denial/decoded-message.ts';
import type { Denial } from '../../../src/domain/denial/denial.ts';
import { withDecoded } from '../../../src/domain/denial/with-decoded.ts';
import type { PolicyDocument } from '../../../src/domain/policy/policy-document.ts';
import type { PrincipalPolicies } from '../../../src/domain/policy/principal-policies.ts';
import { aDecodedText } from '../../builders/a-decoder.ts';
import { aDenial } from '../../builders/a-denial.ts';
import { aDocument, aRole, aRoleArn } from '../../builders/an-account.ts';
import { aClock } from '../../builders/a-local-app.ts';

const STOP = 'ec2:StopInstances';
const DENY: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: STOP, Resource: '*' }],
};
const ALLOW = aDocument(STOP, '*');
const OTHER = aDocument();

async function holding(identity: PolicyDocument, boundary?: PolicyDocument) {
  const account = createMemoryAccount(
    { RoleDetailList: [aRole('VideoCatalogTaskRole', { inline: { own: identity } })] },
    { clock: aClock(), newId: () => 'ANPAEXAMPLE' },
  );
  const found = (await account.findPrincipal(aRoleArn('VideoCatalogTaskRole')))!;
  const limits = boundary && { arn: 'arn:aws:iam::111122223333:policy/b', document: boundary };
  return { ...found, boundary: limits ?? null } as PrincipalPolicies;
}

function decoded(explicitDeny: boolean): Denial {
  const principal = {
    kind: 'role',
    arn: aRoleArn('VideoCatalogTaskRole'),
    session: null,
    ecsRole: null,
  } as const;
  const denial = aDenial({ cause: 'encoded', encodedMessage: 'x', principal });
  return withDecoded(denial, parseDecodedMessage(aDecodedText({ explicitDeny }))!);
}

describe('domain/denial/cause-by-policies', () => {
  it.each<[Denial['cause'], boolean, PolicyDocument, PolicyDocument | undefined]>([
    ['identity-policy-missing', false, OTHER, undefined],
    ['identity-policy-missing', false, OTHER, ALLOW],
    ['boundary-missing', false, ALLOW, OTHER],
    ['boundary-missing', false, OTHER, OTHER],
    ['identity-policy-explicit-deny', true, DENY, undefined],
    ['boundary-explicit-deny', true, ALLOW, DENY],
    // The policies at hand do not explain what AWS decided, so another one did.
    ['unspecified', false, ALLOW, undefined],
    ['unspecified', true, ALLOW, undefined],
    ['unspecified', true, OTHER, undefined],
    ['unspecified', false, DENY, undefined],
  ])('finds %s, explicit %s', async (cause, explicitDeny, identity, boundary) => {
    const principal = await holding(identity, boundary);
    expect(withCauseByPolicies(decoded(explicitDeny), principal).cause).toBe(cause);
  });

  it('judges no denial whose message was not decoded', async () => {
    const denial = aDenial({ cause: 'unspecified' });
    expect(withCauseByPolicies(denial, await holding(OTHER))).toBe(denial);
  });
});
