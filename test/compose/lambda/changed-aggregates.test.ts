import { describe, expect, it } from '@jest/globals';
import {
  toChangedAggregates,
  toStreamAnswer,
} from '../../../src/compose/lambda/changed-aggregates.ts';

const record = (id: string, version: number, SequenceNumber: string) => ({
  dynamodb: {
    Keys: { sk: { S: id } },
    NewImage: { version: { N: String(version) } },
    SequenceNumber,
  },
});

describe('compose/lambda/changed-aggregates', () => {
  it('names each aggregate once, with its versions and where it is told of first', () => {
    expect(
      toChangedAggregates([record('f-1', 1, '10'), record('p-1', 1, '11'), record('f-1', 2, '12')]),
    ).toEqual([
      { id: 'f-1', versions: [1, 2], sequenceNumber: '10' },
      { id: 'p-1', versions: [1], sequenceNumber: '11' },
    ]);
  });

  it('passes over what is no change of an item', () => {
    expect(toChangedAggregates([{}, { dynamodb: {} }, { dynamodb: { Keys: {} } }])).toEqual([]);
  });

  it('asks for a failed aggregate again from where it was told of first', () => {
    const [first, second] = toChangedAggregates([record('f-1', 1, '10'), record('p-1', 1, '11')]);
    expect(toStreamAnswer([])).toEqual({ batchItemFailures: [] });
    expect(toStreamAnswer([second!, first!])).toEqual({
      batchItemFailures: [{ itemIdentifier: '11' }, { itemIdentifier: '10' }],
    });
  });
});
