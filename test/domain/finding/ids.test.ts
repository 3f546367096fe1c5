import { describe, expect, it } from '@jest/globals';
import {
  findingIdOf,
  partitionOf,
  partitionOfId,
  proposalIdOf,
} from '../../../src/domain/finding/ids.ts';

const ROLE = 'arn:aws:iam::111122223333:role/orders-task';
const OTHER = 'arn:aws:iam::111122223333:role/billing-task';

describe('domain/finding/ids', () => {
  it('carries the partition of the principal in every id', () => {
    expect(partitionOfId(findingIdOf(ROLE, 'fingerprint'))).toBe(partitionOf(ROLE));
    expect(partitionOfId(proposalIdOf(ROLE, 'digest', 0))).toBe(partitionOf(ROLE));
  });

  it('says of what it is an id', () => {
    expect(findingIdOf(ROLE, 'x')).toMatch(/^f-[0-9a-z]{6}-[0-9a-z]{8}$/);
    expect(proposalIdOf(ROLE, 'x', 0)).toMatch(/^p-[0-9a-z]{6}-[0-9a-z]{8}$/);
  });

  it('is the same for the same principal and fingerprint, and another for others', () => {
    expect(findingIdOf(ROLE, 'x')).toBe(findingIdOf(ROLE, 'x'));
    expect(findingIdOf(ROLE, 'x')).not.toBe(findingIdOf(ROLE, 'y'));
    expect(findingIdOf(ROLE, 'x')).not.toBe(findingIdOf(OTHER, 'x'));
  });

  it('tells a second offer of the same digest from the first', () => {
    const ids = [0, 1, 2].map((attempt) => proposalIdOf(ROLE, 'digest', attempt));

    expect(new Set(ids).size).toBe(3);
  });

  it.each([
    '',
    'f',
    'f-abc123-abcd123',
    'f-abc123-abcd12345',
    'x-abc123-abcd1234',
    'F-abc123-abcd1234',
    'f-abc123-abcd1234\n',
    'f-abc12/-abcd1234',
    ' f-abc123-abcd1234',
    'arn:aws:iam::111122223333:role/orders-task',
  ])('finds no partition in %j, which is no id', (text) => {
    expect(partitionOfId(text)).toBeUndefined();
  });
});
