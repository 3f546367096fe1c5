import { describe, expect, it } from '@jest/globals';
import { parsePrincipalText } from '../../../src/domain/principal/parse-principal-text.ts';

describe('domain/principal/parse-principal-text', () => {
  it.each([
    ['arn:aws:sts::123456789012:assumed-role/r/s', 'role', 'arn:aws:iam::123456789012:role/r', 's'],
    ['arn:aws-us-gov:sts::1:assumed-role/r/s', 'role', 'arn:aws-us-gov:iam::1:role/r', 's'],
    ['arn:aws:sts::1:assumed-role/r', 'role', 'arn:aws:iam::1:role/r', null],
    ['arn:aws:iam::1:role/path/r', 'role', 'arn:aws:iam::1:role/path/r', null],
    ['arn:aws-cn:iam::1:user/a/b', 'user', 'arn:aws-cn:iam::1:user/a/b', null],
    ['arn:aws:iam::1:root', 'root', 'arn:aws:iam::1:root', null],
    ['arn:aws:sts::1:federated-user/f', 'federated', 'arn:aws:sts::1:federated-user/f', 'f'],
    ['anonymous', 'anonymous', null, null],
    ['[AmazonConnect]', 'service', null, null],
    ['glue.amazonaws.com', 'service', null, null],
    ['with accountId: 1', 'account', null, null],
    ['arn:aws:sts::1', 'unknown', null, null],
    ['[redacted-arn]x', 'unknown', null, null],
    [undefined, 'unknown', null, null],
  ])('reads %s as a %s', (text, kind, arn, session) => {
    expect(parsePrincipalText(text)).toMatchObject({ kind, arn, session });
  });
});
