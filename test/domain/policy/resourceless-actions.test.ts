import { describe, expect, it } from '@jest/globals';
import { isResourceless } from '../../../src/domain/policy/resourceless-actions.ts';

describe('domain/policy/resourceless-actions', () => {
  it.each([
    ['ecr:GetAuthorizationToken', true],
    ['ECR:getauthorizationtoken', true],
    ['s3:ListAllMyBuckets', true],
    ['ssmmessages:OpenDataChannel', true],
    ['s3:ListBucket', false],
    ['ecs:RunTask', false],
    ['nothing:OfTheKind', false],
    ['constructor:name', false],
  ])('%s: %p', (action, expected) => {
    expect(isResourceless(action)).toBe(expected);
  });
});
