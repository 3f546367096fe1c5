import { describe, expect, it } from '@jest/globals';
import {
  isServiceLinkedRole,
  parseAccessPrincipal,
} from '../../../../src/domain/policy/match/access-principal.ts';

describe('domain/policy/match/access-principal', () => {
  it.each([
    ['arn:aws:iam::111122223333:role/AppRole', { kind: 'role', name: 'AppRole', path: '/' }],
    [
      'arn:aws:iam::111122223333:role/a/b/AppRole',
      { kind: 'role', name: 'AppRole', path: '/a/b/' },
    ],
    ['arn:aws-cn:iam::111122223333:user/x/maria', { kind: 'user', name: 'maria', path: '/x/' }],
    ['arn:aws:iam::111122223333:root', { kind: 'root', account: '111122223333' }],
    [
      'arn:aws:sts::111122223333:assumed-role/AppRole/a@b.c',
      { kind: 'role-session', name: 'AppRole', session: 'a@b.c' },
    ],
    ['arn:aws:sts::111122223333:federated-user/bob', { kind: 'federated-user', name: 'bob' }],
    ['arn:aws:iam::111122223333:oidc-provider/example.com', { kind: 'identity-provider' }],
    ['arn:aws:iam::111122223333:saml-provider/corp', { kind: 'identity-provider' }],
    ['accounts.google.com', { kind: 'identity-provider' }],
    ['cognito-identity.amazonaws.com', { kind: 'identity-provider' }],
    ['ecs-tasks.amazonaws.com', { kind: 'service' }],
    ['logs.us-east-1.amazonaws.com', { kind: 'service' }],
    ['*', { kind: 'anonymous' }],
    ['', { kind: 'unknown' }],
    ['AppRole', { kind: 'unknown' }],
    ['arn:aws:iam::123:role/AppRole', { kind: 'unknown' }],
    ['arn:aws:iam::111122223333:role/', { kind: 'unknown' }],
    ['arn:aws:iam::111122223333:group/Admins', { kind: 'unknown' }],
    ['arn:aws:sts::111122223333:assumed-role/AppRole', { kind: 'unknown' }],
    ['arn:aws:s3:::orders', { kind: 'unknown' }],
  ])('reads %j', (text, expected) => {
    expect(parseAccessPrincipal(text)).toMatchObject(expected);
  });

  it('knows a service-linked role by its path, not by its name', () => {
    const path =
      'arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS';
    const name = 'arn:aws:iam::111122223333:role/AWSServiceRoleForECS';

    expect(isServiceLinkedRole(parseAccessPrincipal(path))).toBe(true);
    expect(isServiceLinkedRole(parseAccessPrincipal(name))).toBe(false);
  });
});
