import { describe, expect, it } from '@jest/globals';
import { parseUserIdentity } from '../../../src/domain/principal/parse-user-identity.ts';

const SESSION = 'arn:aws:sts::123456789012:assumed-role/r/i-0123456789abcdef0';
const issuedBy = (arn: unknown) => ({ sessionContext: { sessionIssuer: { arn } } });

describe('domain/principal/parse-user-identity', () => {
  it.each<readonly [string, Record<string, unknown>, Record<string, unknown>]>([
    [
      'a session by its issuer, whose ARN has the path',
      { type: 'AssumedRole', arn: SESSION, ...issuedBy('arn:aws:iam::123456789012:role/app/r') },
      {
        kind: 'role',
        arn: 'arn:aws:iam::123456789012:role/app/r',
        session: 'i-0123456789abcdef0',
        ecsRole: 'instance',
      },
    ],
    [
      'a session without an issuer',
      { type: 'AssumedRole', arn: SESSION, ...issuedBy(7) },
      { kind: 'role', arn: 'arn:aws:iam::123456789012:role/r' },
    ],
    [
      'a session of which only the id is told',
      { type: 'AssumedRole', principalId: 'AROAEXAMPLE:s' },
      { kind: 'role', arn: null, session: 's' },
    ],
    [
      'a user',
      { type: 'IAMUser', arn: 'arn:aws:iam::1:user/a' },
      { kind: 'user', arn: 'arn:aws:iam::1:user/a' },
    ],
    [
      'root',
      { type: 'Root', arn: 'arn:aws:iam::1:root' },
      { kind: 'root', arn: 'arn:aws:iam::1:root' },
    ],
    [
      'a federated user by the user that vouched for it',
      {
        type: 'FederatedUser',
        arn: 'arn:aws:sts::1:federated-user/f',
        ...issuedBy('arn:aws:iam::1:user/a'),
      },
      { kind: 'federated', arn: 'arn:aws:iam::1:user/a', session: 'f' },
    ],
    [
      'a web identity',
      { type: 'WebIdentityUser', userName: 'x' },
      { kind: 'federated', arn: null, session: 'x' },
    ],
    ['a SAML identity', { type: 'SAMLUser' }, { kind: 'federated', arn: null }],
    [
      'a service',
      { type: 'AWSService', invokedBy: 'glue.amazonaws.com' },
      { kind: 'service', arn: null },
    ],
    ['another account', { type: 'AWSAccount', accountId: '1' }, { kind: 'account', arn: null }],
    [
      'nobody',
      { type: 'AWSAccount', accountId: 'ANONYMOUS_PRINCIPAL' },
      { kind: 'anonymous', arn: null },
    ],
    ['an unknown type', { type: 'New' }, { kind: 'unknown', arn: null }],
    ['nothing', {}, { kind: 'unknown', arn: null }],
  ])('reads %s', (_what, identity, expected) => {
    expect(parseUserIdentity(identity)).toMatchObject(expected);
  });
});
