import { afterEach, describe, expect, it } from '@jest/globals';
import { createCloudTrailHistory } from '../../../../src/adapters/aws/cloudtrail/event-history.ts';
import { readRecord } from '../../../../src/domain/denial/read-record.ts';
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

const WINDOW = {
  account: '111122223333',
  since: '2026-03-02T03:00:00.000Z',
  until: '2026-03-02T04:00:00.000Z',
};
const event = (id: string, record: unknown) => ({
  EventId: id,
  CloudTrailEvent: typeof record === 'string' ? record : JSON.stringify(record),
});
const denied = (eventID: string) => ({ eventID, errorCode: 'AccessDenied' });

describe('adapters/aws/cloudtrail/event-history', () => {
  let aws: FakeAws | undefined;
  afterEach(() => aws?.stop());

  async function historyOf(answer: (call: AwsCall) => AwsAnswer, regions = ['eu-west-1']) {
    aws = await startFakeAws(answer);
    const clock = aClock();
    const settings = towards(aws);
    const history = createCloudTrailHistory({ optionsFor: () => settings, regions, clock });
    const found: unknown[] = [];
    const start = Date.parse(clock.now());
    for await (const record of history.failedEvents(WINDOW)) found.push(record);
    return { found, waited: Date.parse(clock.now()) - start };
  }

  it('gives the events that failed, page after page, and no others', async () => {
    const pages: Readonly<Record<string, unknown>> = {
      first: { Events: [event('1', denied('1')), event('2', { eventID: '2' })], NextToken: 'b' },
      b: {
        Events: [event('3', { eventID: '3', errorCode: '' }), event('4', denied('4'))],
        NextToken: 'c',
      },
      c: { Events: [] },
    };
    const { found, waited } = await historyOf(({ input }) =>
      aJson(pages[(input['NextToken'] as string | undefined) ?? 'first']),
    );
    expect(found).toEqual([denied('1'), denied('4')]);
    expect(aws?.calls[0]?.input).toMatchObject({ MaxResults: 50 });
    // Two requests a second: the second and the third waited half a second each.
    expect(waited).toBe(1000);
  });

  it('asks in every region', async () => {
    const regions: (string | undefined)[] = [];
    await historyOf(
      ({ headers }) => {
        regions.push(/\/(\w+-\w+-\d)\/cloudtrail\//.exec(headers.authorization ?? '')?.[1]);
        return aJson({ Events: [] });
      },
      ['eu-west-1', 'us-east-1'],
    );
    expect(regions).toEqual(['eu-west-1', 'us-east-1']);
  });

  it.each(['{"eventID": ', '', 'null', '"text"', '[1'])(
    'hands %j on as something that is counted and is no denial',
    async (text) => {
      const { found } = await historyOf(() => aJson({ Events: [event('9', text)] }));
      expect(found).toEqual([{ malformedCloudTrailEvent: text, eventId: '9' }]);
      expect(readRecord(found[0]).map(({ kind }) => kind)).toEqual(['unreadable']);
    },
  );

  it('throws when the history cannot be read', async () => {
    await expect(historyOf(() => aJsonError('AccessDeniedException'))).rejects.toMatchObject({
      code: 'access-denied',
    });
    await aws?.stop();
    await expect(historyOf(() => aJsonError('InvalidTimeRangeException'))).rejects.toMatchObject({
      code: 'invalid-data',
    });
  });
});
