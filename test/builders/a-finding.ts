import type { Denial } from '../../src/domain/denial/denial.ts';
import type { Finding } from '../../src/domain/finding/finding.ts';
import { findingIdOf } from '../../src/domain/finding/ids.ts';

const ROLE_ARN = 'arn:aws:iam::123456789012:role/app/orders-task';

/** The denial that a built finding samples: `orders-task` may not scan the table `orders`. */
function sampleDenial(principalArn: string): Denial {
  return {
    kind: 'denial',
    source: 'cloudtrail',
    eventId: '11111111-2222-3333-4444-555555555555',
    sharedEventId: null,
    eventTime: '2026-11-20T10:00:00Z',
    account: '123456789012',
    region: 'us-east-1',
    principal: { kind: 'role', arn: principalArn, session: 'task-1', ecsRole: 'task' },
    operation: { eventSource: 'dynamodb.amazonaws.com', eventName: 'Scan' },
    required: [
      {
        action: 'dynamodb:Scan',
        resources: ['arn:aws:dynamodb:us-east-1:123456789012:table/orders'],
        basis: 'message',
        confidence: 'high',
      },
    ],
    alsoLikely: [],
    cause: 'identity-policy-missing',
    denyingPolicyArn: null,
    authorizationId: null,
    context: {},
    ecs: null,
  };
}

/** An open finding in its first version; its id follows from its principal and fingerprint. */
export function aFinding(changes: Partial<Finding> = {}): Finding {
  const principalArn = changes.principalArn ?? ROLE_ARN;
  const fingerprint = changes.fingerprint ?? 'orders-task scans orders';
  return {
    kind: 'finding',
    id: findingIdOf(principalArn, fingerprint),
    version: 1,
    history: [
      { at: '2026-11-20T10:00:05Z', event: 'opened', by: 'rolemender', detail: 'first denial' },
    ],
    outbox: [],
    state: 'open',
    fingerprint,
    principalArn,
    account: '123456789012',
    cause: 'identity-policy-missing',
    sample: sampleDenial(principalArn),
    resources: ['arn:aws:dynamodb:us-east-1:123456789012:table/orders'],
    count: 1,
    firstSeenAt: '2026-11-20T10:00:00Z',
    lastSeenAt: '2026-11-20T10:00:00Z',
    sampleEventIds: ['11111111-2222-3333-4444-555555555555'],
    seen: '',
    refusal: null,
    owner: null,
    proposalIds: [],
    settledAt: null,
    suppressedUntil: null,
    suspicion: null,
    messages: [],
    ...changes,
  };
}
