import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  MOST_BODY_BYTES,
  type RequestHeaders,
  toRawBody,
  verifyRequest,
} from '../../../src/adapters/slack/verify-request.ts';
import { toHeaders } from '../../builders/slack-requests.ts';

/** The vector of Slack's page "Verifying requests from Slack". */
const PUBLISHED = {
  secret: '8f742231b10e8888abcd99yyyzzz85a5',
  timestamp: '1531420618',
  body: 'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
};
const AT = 1_531_420_618;
const SECRET = 'a-signing-secret';

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

function verify(headers: RequestHeaders, body: string | Uint8Array, now = AT, secrets = [SECRET]) {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return verifyRequest({ headers, body: bytes }, { now: iso(now), secrets });
}

const signed = (body: string | Uint8Array, timestamp = String(AT), secret = SECRET) =>
  toHeaders(secret, timestamp, body);

describe('adapters/slack/verify-request', () => {
  it('accepts the vector that Slack published', () => {
    const { secret, timestamp, body, signature } = PUBLISHED;
    const headers = { 'X-Slack-Request-Timestamp': timestamp, 'X-Slack-Signature': signature };

    expect(verify(headers, body, AT, [secret])).toMatchObject({ kind: 'genuine' });
    expect(verify(headers, `${body} `, AT, [secret])).toMatchObject({ kind: 'refused' });
  });

  it.each([
    ['no timestamp', { 'x-slack-request-timestamp': undefined }, 'timestamp-malformed'],
    ['an empty timestamp', { 'x-slack-request-timestamp': '' }, 'timestamp-malformed'],
    ['a negative timestamp', { 'x-slack-request-timestamp': `-${AT}` }, 'timestamp-malformed'],
    ['a fraction', { 'x-slack-request-timestamp': `${AT}.5` }, 'timestamp-malformed'],
    ['an exponent', { 'x-slack-request-timestamp': '15e8' }, 'timestamp-malformed'],
    ['white space', { 'x-slack-request-timestamp': ` ${AT}` }, 'timestamp-malformed'],
    ['13 digits', { 'x-slack-request-timestamp': `${AT}000` }, 'timestamp-malformed'],
    ['no number', { 'x-slack-request-timestamp': 'NaN' }, 'timestamp-malformed'],
    ['two timestamps', { 'x-slack-request-timestamp': [`${AT}`, `${AT}`] }, 'timestamp-malformed'],
    [
      'the same header in two cases',
      { 'X-Slack-Request-Timestamp': `${AT}` },
      'timestamp-malformed',
    ],
    ['no signature', { 'x-slack-signature': undefined }, 'signature-malformed'],
    ['two signatures', { 'x-slack-signature': ['v0=a', 'v0=a'] }, 'signature-malformed'],
    ['two signatures in one', { 'x-slack-signature': 'v0=a,v0=b' }, 'signature-malformed'],
    ['another version', { 'x-slack-signature': `v1=${'a'.repeat(64)}` }, 'signature-malformed'],
    ['a short signature', { 'x-slack-signature': 'v0=abcd' }, 'signature-malformed'],
    ['capital letters', { 'x-slack-signature': `v0=${'A'.repeat(64)}` }, 'signature-malformed'],
    ['a wrong signature', { 'x-slack-signature': `v0=${'a'.repeat(64)}` }, 'signature-differs'],
  ])('refuses %s', (_, changes: RequestHeaders, reason) => {
    expect(verify({ ...signed('x'), ...changes }, 'x')).toEqual({ kind: 'refused', reason });
  });

  it.each([
    [0, 'genuine'],
    [300, 'genuine'],
    [-300, 'genuine'],
    [301, 'refused'],
    [-301, 'refused'],
    [-1_000_000, 'refused'],
  ])('row 45: takes a request that is %d seconds old as %s', (age, kind) => {
    expect(verify(signed('x'), 'x', AT + age)).toMatchObject({ kind });
  });

  it('looks at the size before anything else', () => {
    const body = Buffer.alloc(MOST_BODY_BYTES + 1, 'a');
    expect(verify({}, body)).toEqual({ kind: 'refused', reason: 'too-large' });
    expect(verify(signed(body.subarray(1)), body.subarray(1))).toMatchObject({ kind: 'genuine' });
  });

  it('accepts the secret of now and the one before, and no empty one', () => {
    const old = signed('x', String(AT), 'old');
    expect(verify(old, 'x', AT, ['new', 'old'])).toMatchObject({ kind: 'genuine' });
    expect(verify(old, 'x', AT, ['new'])).toMatchObject({ kind: 'refused' });
    expect(verify(signed('x', String(AT), ''), 'x', AT, [''])).toMatchObject({ kind: 'refused' });
    expect(verify(old, 'x', AT, [])).toMatchObject({ kind: 'refused' });
  });

  it('refuses when our own time is no time', () => {
    const request = { headers: signed('x'), body: Buffer.from('x') };
    expect(() => verifyRequest(request, { now: 'never', secrets: [SECRET] })).not.toThrow();
    expect(verifyRequest(request, { now: 'never', secrets: [SECRET] })).toMatchObject({
      kind: 'refused',
    });
  });

  it('takes the bytes as they were sent, not as text', () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 0x00, 0xc3, 0x28]);
    const base64 = Buffer.from(bytes).toString('base64');

    expect(verify(signed(bytes), toRawBody(base64, true))).toMatchObject({ kind: 'genuine' });
    expect(toRawBody('é', false)).toEqual(Buffer.from([0xc3, 0xa9]));
    expect(toRawBody(null, false)).toHaveLength(0);
  });

  it('refuses none of 10,000 genuine requests', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: -300, max: 300 }),
        fc.string({ minLength: 1, maxLength: 40 }),
        (body, skew, secret) => {
          const headers = signed(body, String(AT), secret);
          expect(verify(headers, body, AT + skew, ['another', secret]).kind).toBe('genuine');
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('row 45: refuses all of 10,000 forged, mutated, too old or too new requests', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.nat(),
        fc.constantFrom('body', 'signature', 'timestamp', 'secret', 'old', 'future', 'cut', 'v1'),
        (body, at, attack) => {
          expect(attacked(body, at, attack).kind).toBe('refused');
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

/** A genuine request after one attack on it. */
function attacked(body: Uint8Array, at: number, attack: string) {
  const genuine = signed(body);
  const signature = genuine['x-slack-signature']!;
  switch (attack) {
    case 'body': {
      const changed = Uint8Array.from(body);
      changed[at % body.length]! ^= 1 + (at % 255);
      return verify(genuine, changed);
    }
    case 'signature': {
      const place = 3 + (at % 64);
      const digit = (Number.parseInt(signature[place]!, 16) ^ 1).toString(16);
      const forged = signature.slice(0, place) + digit + signature.slice(place + 1);
      return verify({ ...genuine, 'x-slack-signature': forged }, body);
    }
    case 'timestamp': {
      const other = String(AT + 1 + (at % 200));
      return verify({ ...genuine, 'x-slack-request-timestamp': other }, body);
    }
    case 'secret':
      return verify(signed(body, String(AT), `guess ${at}`), body);
    case 'old':
      return verify(genuine, body, AT + 301 + (at % 1_000_000));
    case 'future':
      return verify(genuine, body, AT - 301 - (at % 1_000_000));
    case 'cut':
      return verify(genuine, body.subarray(0, body.length - 1));
    default: {
      const mac = createHmac('sha256', SECRET).update(body).digest('hex');
      return verify({ ...genuine, 'x-slack-signature': `v0=${mac}` }, body);
    }
  }
}
