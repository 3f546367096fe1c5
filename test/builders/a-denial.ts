import type { Denial } from '../../src/domain/denial/denial.ts';
import type { RequiredPermission } from '../../src/domain/permission/required-permission.ts';

export const TABLE_ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table/ml-jobs';
export const ROLE_ARN = 'arn:aws:iam::123456789012:role/app/MLPlatformECSTaskRole';

/** A denial that one Allow cures: a task role may not scan a table. */
export function aDenial(changes: Partial<Denial> = {}): Denial {
  return {
    kind: 'denial',
    source: 'cloudtrail',
    eventId: '10e1548f-893e-46f6-852a-25a9f8cf93e1',
    sharedEventId: null,
    eventTime: '2026-11-21T09:00:00Z',
    account: '123456789012',
    region: 'us-east-1',
    principal: { kind: 'role', arn: ROLE_ARN, session: null, ecsRole: 'task' },
    operation: { eventSource: 'dynamodb.amazonaws.com', eventName: 'Scan' },
    required: [aPermission()],
    alsoLikely: [],
    cause: 'identity-policy-missing',
    denyingPolicyArn: null,
    authorizationId: null,
    context: {},
    ecs: null,
    ...changes,
  };
}

/** What `aDenial` lacked. */
export function aPermission(changes: Partial<RequiredPermission> = {}): RequiredPermission {
  return {
    action: 'dynamodb:Scan',
    resources: [TABLE_ARN],
    basis: 'message',
    confidence: 'high',
    ...changes,
  };
}
