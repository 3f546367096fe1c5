import { type DeniedCall, toRecord } from '../../src/compose/demo/records.ts';
import { aDeniedCall } from './a-denied-call.ts';

/** The event of a denied call as EventBridge's rule puts it into the queue; `n` makes its event id. */
export function aDeniedEvent(
  call: Partial<DeniedCall> = {},
  n = 1,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const detail = toRecord(aDeniedCall(call), n);
  return {
    version: '0',
    id: `6f9f5f5a-0000-4000-8000-${String(n).padStart(12, '0')}`,
    'detail-type': 'AWS API Call via CloudTrail',
    source: `aws.${String(detail['eventSource']).split('.', 1)[0]}`,
    account: detail['recipientAccountId'],
    time: detail['eventTime'],
    region: detail['awsRegion'],
    resources: [],
    detail,
    ...changes,
  };
}
