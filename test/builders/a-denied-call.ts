import { type DeniedCall, toRecord } from '../../src/compose/demo/records.ts';
import type { Reading } from '../../src/domain/denial/denial.ts';
import { readRecord } from '../../src/domain/denial/read-record.ts';

const JOBS = 'arn:aws:dynamodb:us-west-2:111122223333:table/video-jobs';

/** A call of the sample account's catalog service that no policy allows. */
export function aDeniedCall(changes: Partial<DeniedCall> = {}): DeniedCall {
  const operation = changes.operation ?? 'Scan';
  return {
    role: 'VideoCatalogTaskRole',
    session: '5f0c1d2e3b4a59687f6e5d4c3b2a1908',
    source: 'dynamodb',
    operation,
    action: `dynamodb:${operation}`,
    resource: JOBS,
    ...changes,
  };
}

/** What is read from CloudTrail's record of a denied call; `n` makes its event id and its time. */
export function readingsOf(call: DeniedCall, n = 1): readonly Reading[] {
  return readRecord(toRecord(call, n));
}
