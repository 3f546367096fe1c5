/**
 * What functions send each other through queues. `schema` grows when an older release could not
 * understand a message; members that this release does not know are passed over.
 */
export const PAYLOAD_SCHEMA = 1;

/** Asks for the next look at whether a change works. */
export type VerifyOrder = { readonly schema: number; readonly proposalId: string };

/** A record that could not be read, as it came, with the reason; it is read again when it is moved back. */
export type QuarantinedRecord = {
  readonly schema: number;
  readonly kind: 'quarantined';
  readonly reason: string;
  readonly at: string;
  readonly body: string;
};

type Json = Readonly<Record<string, unknown>>;

/** The object of a queued message that this release understands. Throws on any other, so that it stays in the queue. */
export function parsePayload(text: string): Json {
  const value = toObject(text);
  const schema = value?.['schema'];
  if (value === undefined || typeof schema !== 'number')
    throw new Error('the message has no schema');
  if (schema > PAYLOAD_SCHEMA) {
    throw new Error(`a newer release sent it (schema ${schema}, this one reads ${PAYLOAD_SCHEMA})`);
  }
  return value;
}

/** The id of the proposal that a message orders to verify. */
export function parseVerifyOrder(text: string): string {
  const { proposalId } = parsePayload(text);
  if (typeof proposalId !== 'string') throw new Error('the message names no proposal');
  return proposalId;
}

/** What was quarantined, or the text itself where it never was; a record may have been quarantined more than once. */
export function unquarantine(text: string): string {
  let inner = text;
  for (let depth = 0; depth < MOST_QUARANTINES; depth++) {
    const value = toObject(inner);
    if (value?.['kind'] !== 'quarantined' || typeof value['body'] !== 'string') return inner;
    inner = value['body'];
  }
  return inner;
}

const MOST_QUARANTINES = 3;

function toObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
