import { describe, expect, it } from '@jest/globals';
import { findNewDenials } from '../../../src/domain/change/new-denials.ts';
import type { Finding } from '../../../src/domain/finding/finding.ts';
import { aFinding } from '../../builders/a-finding.ts';
import { aProposal } from '../../builders/a-proposal.ts';

const AFTER = '2026-11-20T11:00:00.000Z';
const LATER = '2026-11-20T11:00:01Z';
const OTHER_TABLE = 'arn:aws:dynamodb:us-east-1:123456789012:table/stock';
const TABLE = aFinding().resources[0]!;

const kindOf = (...findings: readonly Finding[]) =>
  findNewDenials(aProposal(), findings, AFTER).kind;

describe('domain/change/new-denials', () => {
  it.each<[string, Partial<Finding>, string]>([
    ['nothing later', {}, 'none'],
    ['a denial at that very moment', { lastSeenAt: AFTER }, 'none'],
    ['a later one of the same request', { lastSeenAt: LATER }, 'denied-again'],
    ['a later one of another resource', { lastSeenAt: LATER, resources: [OTHER_TABLE] }, 'none'],
    [
      'a later one of one of two resources',
      { lastSeenAt: LATER, resources: [TABLE, OTHER_TABLE] },
      'unclear',
    ],
    ['a later one without a resource', { lastSeenAt: LATER, resources: [] }, 'denied-again'],
    [
      'a later one of another action',
      { lastSeenAt: LATER, sample: { ...aFinding().sample, required: [] } },
      'none',
    ],
  ])('judges %s', (_name, changes, kind) => {
    expect(kindOf(aFinding(changes))).toBe(kind);
  });

  it('tells who stands in the way now, though the cause is another one', () => {
    const denied = aFinding({ cause: 'scp-explicit-deny', fingerprint: 'x', lastSeenAt: LATER });
    expect(findNewDenials(aProposal(), [aFinding(), denied], AFTER)).toEqual({
      kind: 'denied-again',
      why: 'a service control policy of the organisation denies it',
    });
  });

  it('prefers what is sure to what is unclear', () => {
    const unclear = aFinding({ lastSeenAt: LATER, resources: [TABLE, OTHER_TABLE] });
    expect(kindOf(unclear, aFinding({ lastSeenAt: LATER }))).toBe('denied-again');
  });
});
