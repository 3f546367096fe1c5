import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Checked before anything else is done with a body, in bytes. Slack's own are below a third of it. */
export const MOST_BODY_BYTES = 131_072;

/** How far a request's time may be from ours, both ways, in seconds (Slack, "Verifying requests"). */
export const MOST_SKEW_SECONDS = 300;

/** Header names in any case; a list where one was sent more than once. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export type SlackRequest = { readonly headers: RequestHeaders; readonly body: Uint8Array };

/** Why a request is refused. For our logs only: the sender is told nothing but 401. */
export type RequestRefusal =
  | 'too-large'
  | 'timestamp-malformed'
  | 'timestamp-too-far'
  | 'signature-malformed'
  | 'signature-differs';

export type RequestVerdict =
  /** `fingerprint` is a hash of the signature, by which a copy is known again. */
  | { readonly kind: 'genuine'; readonly fingerprint: string }
  | { readonly kind: 'refused'; readonly reason: RequestRefusal };

/**
 * Whether Slack signed exactly these bytes now, with one of our secrets (the current one, and the one
 * before it while a rotation lasts). `now` is ISO 8601 UTC. Nothing of the body is read before.
 */
export function verifyRequest(
  { headers, body }: SlackRequest,
  { now, secrets }: { readonly now: string; readonly secrets: readonly string[] },
): RequestVerdict {
  if (body.byteLength > MOST_BODY_BYTES) return refused('too-large');
  const timestamp = onlyHeader(headers, 'x-slack-request-timestamp');
  if (timestamp === undefined || !/^[0-9]{1,12}$/.test(timestamp)) {
    return refused('timestamp-malformed');
  }
  const skew = Math.abs(Math.floor(Date.parse(now) / 1000) - Number(timestamp));
  // Written so that a time that is no number is too far.
  if (!(skew <= MOST_SKEW_SECONDS)) return refused('timestamp-too-far');
  const signature = onlyHeader(headers, 'x-slack-signature');
  if (signature === undefined || !/^v0=[0-9a-f]{64}$/.test(signature)) {
    return refused('signature-malformed');
  }
  const given = Buffer.from(signature.slice(3), 'hex');
  // Every secret is tried, so that the time taken tells nothing.
  const matches = secrets.map((secret) => isSignedWith(secret, timestamp, body, given));
  if (!matches.includes(true)) return refused('signature-differs');
  return { kind: 'genuine', fingerprint: createHash('sha256').update(given).digest('hex') };
}

function refused(reason: RequestRefusal): RequestVerdict {
  return { kind: 'refused', reason };
}

// A header that was sent twice is nobody's: which of the two counts is what an attack would play with.
function onlyHeader(headers: RequestHeaders, name: string): string | undefined {
  const values = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? []);
  return values.length === 1 ? values[0] : undefined;
}

function isSignedWith(secret: string, timestamp: string, body: Uint8Array, given: Buffer): boolean {
  const mac = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
  return timingSafeEqual(mac, given) && secret !== '';
}

/** The bytes that were sent, from a body as API Gateway hands it over; text is UTF-8, never ASCII. */
export function toRawBody(body: string | null | undefined, isBase64Encoded: boolean): Uint8Array {
  return Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
}
