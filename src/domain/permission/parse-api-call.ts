import type { ApiCall } from './action-lookup.ts';
import { partitionOf } from './partition.ts';

/** A call read from an event, or why it is none: `path` names the member, empty for the whole. */
export type ParsedApiCall =
  | { readonly kind: 'call'; readonly call: ApiCall }
  | { readonly kind: 'invalid'; readonly path: string; readonly reason: string };

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads `{"eventSource","eventName","requestParameters"?,"additionalEventData"?,"region"?,"account"?}`; a
 * whole CloudTrail record is one too. The partition is that of the caller's ARN, else of the region.
 */
export function parseApiCall(value: unknown): ParsedApiCall {
  if (!isMembers(value)) return invalid('', `expected an object such as ${EXAMPLE}`);
  const wrong = ['eventSource', 'eventName'].find((name) => textOf(value, name) === null);
  if (wrong !== undefined) return invalid(wrong, `expected a text; a call is such as ${EXAMPLE}`);
  const odd = ['requestParameters', 'additionalEventData'].find(
    (name) => !isMembers(value[name] ?? {}),
  );
  if (odd !== undefined) return invalid(odd, 'expected an object or null');
  const region = textOf(value, 'awsRegion') ?? textOf(value, 'region');
  const principalArn = textOf(membersOf(value, 'userIdentity') ?? {}, 'arn');
  return {
    kind: 'call',
    call: {
      eventSource: textOf(value, 'eventSource') ?? '',
      eventName: textOf(value, 'eventName') ?? '',
      requestParameters: membersOf(value, 'requestParameters'),
      additionalEventData: membersOf(value, 'additionalEventData'),
      partition: partitionOf(principalArn, region),
      region,
      account: textOf(value, 'recipientAccountId') ?? textOf(value, 'account'),
    },
  };
}

const EXAMPLE = '{"eventSource":"s3.amazonaws.com","eventName":"HeadObject"}';

function invalid(path: string, reason: string): ParsedApiCall {
  return { kind: 'invalid', path, reason };
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function membersOf(value: Members, name: string): Members | null {
  const member = Object.hasOwn(value, name) ? value[name] : null;
  return isMembers(member) ? member : null;
}

function textOf(value: Members, name: string): string | null {
  const member = Object.hasOwn(value, name) ? value[name] : null;
  return typeof member === 'string' && member !== '' ? member : null;
}
