import { afterEach, describe, expect, it } from '@jest/globals';
import {
  createEventBridgeClient,
  createEventBridgePublisher,
  DETAIL_TYPES,
} from '../../../../src/adapters/aws/eventbridge/event-publisher.ts';
import type { PublishedEvent } from '../../../../src/ports/event-publisher.ts';
import { aClock } from '../../../builders/a-local-app.ts';
import {
  aJson,
  aJsonError,
  type AwsAnswer,
  type AwsCall,
  type FakeAws,
  startFakeAws,
  towards,
} from '../../../builders/fake-aws.ts';

const anEvent = (id: string): PublishedEvent => ({
  name: 'change-applied',
  id,
  account: '111122223333',
  principalArn: 'arn:aws:iam::111122223333:role/orders-task',
  at: '2026-03-02T04:00:00.000Z',
  detail: { newVersionId: 'v7', id: 'overwritten' },
});
type Entry = {
  Detail: string;
  DetailType: string;
  Source: string;
  EventBusName: string;
  Resources: string[];
};
const idsOf = ({ input }: AwsCall) =>
  (input['Entries'] as Entry[]).map(({ Detail }) => (JSON.parse(Detail) as { id: string }).id);
/** Takes every entry whose id is not among `refused`. */
const taking = (call: AwsCall, refused: readonly string[] = []): AwsAnswer => {
  const Entries = idsOf(call).map((id) =>
    refused.includes(id) ? { ErrorCode: 'ThrottlingException' } : { EventId: `e-${id}` },
  );
  return aJson({
    FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length,
    Entries,
  });
};

describe('adapters/aws/eventbridge/event-publisher', () => {
  let aws: FakeAws | undefined;
  afterEach(() => aws?.stop());

  async function publish(
    ids: readonly string[],
    answer: (call: AwsCall, index: number) => AwsAnswer,
  ) {
    aws = await startFakeAws(answer);
    const client = createEventBridgeClient(towards(aws));
    const publisher = createEventBridgePublisher({ client, busName: 'hub', clock: aClock() });
    await publisher.publish(ids.map(anEvent));
  }

  it('puts ten events in a call, under names that rules can rest on', async () => {
    const ids = Array.from({ length: 23 }, (_, n) => `p-${n}`);
    await publish(ids, (call) => taking(call));
    expect(aws?.calls.map(idsOf).map((some) => some.length)).toEqual([10, 10, 3]);
    expect(aws?.calls.flatMap(idsOf)).toEqual(ids);
    const [entry] = aws!.calls[0]!.input['Entries'] as Entry[];
    expect(entry).toMatchObject({
      EventBusName: 'hub',
      Source: 'rolemender',
      DetailType: 'Change Applied',
      Resources: ['arn:aws:iam::111122223333:role/orders-task'],
    });
    expect(JSON.parse(entry!.Detail)).toMatchObject({
      schema: 'rolemender.event/1',
      id: 'p-0',
      newVersionId: 'v7',
    });
  });

  it('sends only what was refused again', async () => {
    await publish(['a', 'b', 'c'], (call, index) => taking(call, index === 0 ? ['b'] : []));
    expect(aws?.calls.map(idsOf)).toEqual([['a', 'b', 'c'], ['b']]);
  });

  it('throws when an event is refused every time, and tells how many', async () => {
    await expect(publish(['a', 'b'], (call) => taking(call, ['b']))).rejects.toMatchObject({
      code: 'unavailable',
      message: 'EventBridge did not take 1 of 2 events: ThrottlingException',
    });
    expect(aws?.calls).toHaveLength(4);
  });

  it('throws when the call fails as a whole', async () => {
    await expect(publish(['a'], () => aJsonError('AccessDeniedException'))).rejects.toMatchObject({
      code: 'access-denied',
    });
  });

  it('has a name of its own for every event', () => {
    expect(new Set(Object.values(DETAIL_TYPES)).size).toBe(Object.keys(DETAIL_TYPES).length);
  });
});
