import { describe, expect, it } from '@jest/globals';
import type { ManagedPolicy } from '../../../src/domain/policy/principal-policies.ts';
import { roomForOneMore } from '../../../src/domain/retention/room-for-one-more.ts';
import { aDocument, aPolicyArn } from '../../builders/an-account.ts';

describe('domain/retention/room-for-one-more', () => {
  it.each([
    { name: 'needs nothing below five versions', ids: ['v1', 'v2', 'v3', 'v4'], expected: 'free' },
    { name: 'names the oldest of five', ids: ['v5', 'v4', 'v3', 'v2', 'v1'], expected: 'v1' },
    {
      name: 'passes over the default',
      ids: ['v1', 'v2', 'v3', 'v4', 'v5'],
      standing: 'v1',
      expected: 'v2',
    },
    {
      name: 'passes over rollback targets',
      ids: ['v7', 'v8', 'v9', 'v10', 'v11'],
      targets: ['v7', 'v8'],
      standing: 'v11',
      expected: 'v9',
    },
    {
      name: 'says so when every version is needed',
      ids: ['v1', 'v2', 'v3', 'v4', 'v5'],
      targets: ['v1', 'v2', 'v3', 'v4'],
      expected: 'all-protected',
    },
  ])('$name', ({ ids, targets = [], standing = 'v5', expected }) => {
    const room = roomForOneMore(policyWith(ids, standing), new Set(targets));

    const answer =
      room.kind === 'free' ? 'free' : room.kind === 'none' ? room.reason : room.versionId;
    expect(answer).toBe(expected);
  });

  it('honours another quota than five', () => {
    const policy = policyWith(['v1', 'v2'], 'v2');

    expect(roomForOneMore(policy, new Set(), 2)).toEqual({ kind: 'delete-first', versionId: 'v1' });
  });
});

function policyWith(ids: readonly string[], standing: string): ManagedPolicy {
  return {
    arn: aPolicyArn('Orders'),
    id: 'ANPAEXAMPLE',
    name: 'Orders',
    path: '/',
    awsManaged: false,
    defaultVersionId: standing,
    document: aDocument(),
    versions: ids.map((versionId) => ({
      versionId,
      document: aDocument(),
      isDefault: versionId === standing,
      createdAt: '2026-01-10T08:00:00.000Z',
    })),
    attachedTo: [],
    boundaryOf: [],
  };
}
