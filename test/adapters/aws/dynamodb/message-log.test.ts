import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createDynamodbApprovalPace } from '../../../../src/adapters/aws/dynamodb/approval-pace.ts';
import { createDynamodbMessageLog } from '../../../../src/adapters/aws/dynamodb/message-log.ts';
import { createDynamodbSeenRequests } from '../../../../src/adapters/aws/dynamodb/seen-requests.ts';
import { createDynamodbAggregateStore } from '../../../../src/adapters/aws/dynamodb/aggregate-store.ts';
import type { Table } from '../../../../src/adapters/aws/dynamodb/table.ts';
import type { LocalTable } from '../../../../src/adapters/dynalite/join-store.ts';
import { aFinding } from '../../../builders/a-finding.ts';
import { aClock } from '../../../builders/a-local-app.ts';
import { openTestTable } from './open-test-table.ts';

const clock = aClock();
const message = {
  channel: 'C0MAIN',
  holder: 'one',
  claimedAt: null,
  messageId: '1.1',
  shown: { rank: 1, state: 's', whole: 'w', at: '2026-11-20T10:00:00Z' },
};

describe('adapters/aws/dynamodb/message-log', () => {
  let local: LocalTable;
  let table: Table;
  beforeEach(async () => {
    ({ local, table } = await openTestTable());
  });
  afterEach(() => local.close());

  it('keeps what is known of a message, one writer at a time', async () => {
    const log = createDynamodbMessageLog({ table, clock });
    expect(await log.find('a')).toBeUndefined();
    expect(await log.save('a', 0, message)).toBe('saved');
    expect(await log.save('a', 0, message)).toBe('conflict');
    expect(await log.find('a')).toEqual({ revision: 1, message });
    const next = { ...message, messageId: null };
    const writes = await Promise.all([log.save('a', 1, next), log.save('a', 1, message)]);
    expect(writes.toSorted()).toEqual(['conflict', 'saved']);
    expect(await log.find('b')).toBeUndefined();
  });

  it('takes a request once', async () => {
    const seen = createDynamodbSeenRequests({ table, clock });
    const answers = await Promise.all(Array.from({ length: 10 }, () => seen.remember('x', 600)));
    expect(answers.filter((answer) => answer === 'new')).toHaveLength(1);
    expect(await seen.remember('y', 600)).toBe('new');
  });

  it('counts somebody’s approvals since a time, each once', async () => {
    const pace = createDynamodbApprovalPace({ table });
    for (const minute of ['00', '01', '01', '02'])
      await pace.add('a', `2026-11-20T10:${minute}:00Z`);
    await pace.add('b', '2026-11-20T10:02:00Z');
    expect(await pace.countSince('a', '2026-11-20T10:00:00Z')).toBe(2);
    expect(await pace.countSince('c', '2026-11-20T10:00:00Z')).toBe(0);
  });

  it('does not get in the way of findings', async () => {
    await createDynamodbMessageLog({ table, clock }).save('a', 0, message);
    await createDynamodbSeenRequests({ table, clock }).remember('x', 600);
    await createDynamodbApprovalPace({ table }).add('a', '2026-11-20T10:00:00Z');
    const store = createDynamodbAggregateStore({ table });
    await store.save(aFinding());
    const all = [];
    for await (const { id } of store.listAll()) all.push(id);
    expect(all).toEqual([aFinding().id]);
  });

  it('lets DynamoDB delete what has had its time', async () => {
    await createDynamodbSeenRequests({ table, clock }).remember('x', 600);
    const now = Date.parse(clock.now()) / 1000;
    expect((await table.get({ pk: 'seen-x', sk: 'seen' }))?.['ttl']).toBe(now + 600);
  });
});
