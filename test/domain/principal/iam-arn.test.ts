import { describe, expect, it } from '@jest/globals';
import {
  isAttachableArn,
  isAwsManagedPolicyArn,
  isPermissionSetRole,
  isServiceLinkedRole,
  parseIamArn,
} from '../../../src/domain/principal/iam-arn.ts';

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

describe('domain/principal/iam-arn', () => {
  it('takes an ARN apart, path and name', () => {
    expect(parseIamArn(role('app/web/r'))).toMatchObject({
      type: 'role',
      path: '/app/web/',
      name: 'r',
    });
    expect(parseIamArn('arn:aws:s3:::b')).toBeUndefined();
    expect(parseIamArn('x')).toBeUndefined();
  });

  it('knows the roles and policies that belong to AWS', () => {
    expect(
      isServiceLinkedRole(role('aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS')),
    ).toBe(true);
    expect(isServiceLinkedRole(role('AWSServiceRoleForECS'))).toBe(true);
    expect(isServiceLinkedRole(role('app'))).toBe(false);
    expect(isPermissionSetRole(role('aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_0'))).toBe(
      true,
    );
    expect(isPermissionSetRole(role('AWSReservedSSO_A_0'))).toBe(true);
    expect(isPermissionSetRole(role('app'))).toBe(false);
    expect(isAwsManagedPolicyArn('arn:aws:iam::aws:policy/ReadOnlyAccess')).toBe(true);
    expect(isAwsManagedPolicyArn('arn:aws:iam::123456789012:policy/x')).toBe(false);
  });

  it.each([
    [role('app/r'), true],
    ['arn:aws:iam::123456789012:user/a@example.com', true],
    ['arn:aws:iam::123456789012:root', false],
    ['arn:aws:sts::123456789012:assumed-role/r/s', false],
    ['arn:aws:iam::<ACCOUNT>:role/r', false],
    [role('...'), false],
    [role(''), false],
    [role('a b'), false],
  ])('says whether a policy can be attached to %s', (arn, expected) => {
    expect(isAttachableArn(arn)).toBe(expected);
  });
});
