import { proposalIdOf } from '../../src/domain/finding/ids.ts';
import type { PolicyDocument, PolicyStatement } from '../../src/domain/policy/policy-document.ts';
import type { Proposal } from '../../src/domain/proposal/proposal.ts';

const ROLE_ARN = 'arn:aws:iam::123456789012:role/app/orders-task';
const TABLE_ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders';

const SCAN: PolicyStatement = { Effect: 'Allow', Action: ['dynamodb:Scan'], Resource: [TABLE_ARN] };

const BASE: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: [TABLE_ARN] }],
};

/** An offered change of a managed policy, in its first version; its id follows from its principal and digest. */
export function aProposal(changes: Partial<Proposal> = {}): Proposal {
  const principalArn = changes.principalArn ?? ROLE_ARN;
  const digest = changes.digest ?? 'd'.repeat(64);
  return {
    kind: 'proposal',
    id: proposalIdOf(principalArn, digest, 1),
    version: 1,
    history: [{ at: '2026-11-20T10:00:06Z', event: 'offered', by: 'rolemender', detail: '' }],
    outbox: [],
    state: 'offered',
    principalArn,
    principalId: 'AROAEXAMPLEORDERSTASK',
    account: '123456789012',
    findingIds: [],
    statements: [SCAN],
    target: {
      kind: 'managed',
      policyArn: 'arn:aws:iam::123456789012:policy/app/orders',
      policyId: 'ANPAEXAMPLEORDERSPOLI',
      baseVersionId: 'v3',
      baseDocument: BASE,
    },
    targetDocument: { ...BASE, Statement: [...(BASE.Statement as PolicyStatement[]), SCAN] },
    digest,
    guardrail: { kind: 'passed', risk: { tier: 4, reasons: ['reads'] } },
    applyRefusal: null,
    diff: '+ dynamodb:Scan',
    quotaUse: { sizeBefore: 120, sizeAfter: 220, sizeLimit: 6144, versionToPrune: null },
    blastRadius: [],
    evidence: {
      eventIds: ['11111111-2222-3333-4444-555555555555'],
      count: 1,
      firstSeenAt: '2026-11-20T10:00:00Z',
      lastSeenAt: '2026-11-20T10:00:00Z',
    },
    requests: [
      { principal: principalArn, action: 'dynamodb:Scan', resource: TABLE_ARN, context: {} },
    ],
    createdAt: '2026-11-20T10:00:06Z',
    expiresAt: '2026-11-27T10:00:06Z',
    requesters: [],
    approvals: [],
    decision: null,
    lease: null,
    change: null,
    verification: null,
    rollback: null,
    note: null,
    ...changes,
  };
}
