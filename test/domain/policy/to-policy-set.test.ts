import { describe, expect, it } from '@jest/globals';
import type {
  ManagedPolicy,
  PrincipalPolicies,
} from '../../../src/domain/policy/principal-policies.ts';
import { identityPoliciesOf, toPolicySet } from '../../../src/domain/policy/to-policy-set.ts';
import { aDocument, aPolicyArn, aUserArn } from '../../builders/an-account.ts';

const managed = (name: string): ManagedPolicy => ({
  arn: aPolicyArn(name),
  id: name,
  name,
  path: '/',
  awsManaged: false,
  defaultVersionId: 'v1',
  document: aDocument(`s3:${name}`),
  versions: [],
  attachedTo: [],
  boundaryOf: [],
});

const USER: PrincipalPolicies = {
  principal: {
    kind: 'user',
    arn: aUserArn('maria'),
    id: 'AIDA',
    name: 'maria',
    path: '/',
    tags: {},
  },
  managed: [managed('One')],
  inline: [{ principalArn: aUserArn('maria'), name: 'own', document: aDocument('s3:Two') }],
  groups: [
    {
      groupArn: 'arn:aws:iam::111122223333:group/Readers',
      managed: [managed('Three')],
      inline: [
        {
          principalArn: 'arn:aws:iam::111122223333:group/Readers',
          name: 'theirs',
          document: aDocument('s3:Four'),
        },
      ],
    },
  ],
  boundary: managed('Max'),
};

describe('domain/policy/to-policy-set', () => {
  it('puts own and group policies in play, and the boundary', () => {
    expect(toPolicySet(USER)).toEqual({
      identityPolicies: ['One', 'Two', 'Three', 'Four'].map((name) => aDocument(`s3:${name}`)),
      permissionsBoundary: [aDocument('s3:Max')],
    });
  });

  it('has no boundary in play where there is none', () => {
    expect(toPolicySet({ ...USER, boundary: null }).permissionsBoundary).toBeNull();
  });

  it('names the policies in the same order', () => {
    expect(identityPoliciesOf(USER).map(({ name }) => name)).toEqual([
      aPolicyArn('One'),
      `${aUserArn('maria')} inline own`,
      aPolicyArn('Three'),
      'arn:aws:iam::111122223333:group/Readers inline theirs',
    ]);
  });
});
