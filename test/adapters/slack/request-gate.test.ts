import { describe, expect, it } from '@jest/globals';
import { createRequestGate } from '../../../src/adapters/slack/request-gate.ts';
import { AppError } from '../../../src/kernel/app-error.ts';
import { aClock } from '../../builders/a-local-app.ts';
import { aSeenRequests, aSlackSecret } from '../../builders/slack-parts.ts';
import { toHeaders } from '../../builders/slack-requests.ts';

function aGate() {
  const clock = aClock();
  const secrets = aSlackSecret('xoxb-1', 'first');
  const gate = createRequestGate({ clock, secrets, secretId: 'slack', seen: aSeenRequests() });
  const request = (body: string, secret = 'first') => {
    const timestamp = String(Math.floor(Date.parse(clock.now()) / 1000));
    return { headers: toHeaders(secret, timestamp, body), body: Buffer.from(body) };
  };
  return { clock, secrets, gate, request };
}

describe('adapters/slack/request-gate', () => {
  it('row 17: lets a request in once, and no copy of it within its time', async () => {
    const { gate, request, clock } = aGate();
    const one = request('payload=1');

    expect(await gate(one)).toEqual({ kind: 'genuine' });
    expect(await gate(one)).toEqual({ kind: 'refused', reason: 'replayed' });
    clock.advance(299_000);
    expect(await gate(one)).toEqual({ kind: 'refused', reason: 'replayed' });
    clock.advance(2_000);
    expect(await gate(one)).toEqual({ kind: 'refused', reason: 'timestamp-too-far' });
  });

  it('row 43: reads a rotated secret again once, and accepts the one before meanwhile', async () => {
    const { gate, request, secrets } = aGate();
    secrets.rotate('xoxb-2', 'second');

    expect(await gate(request('a', 'second'))).toEqual({ kind: 'genuine' });
    expect(await gate(request('b', 'first'))).toEqual({ kind: 'genuine' });
    expect(secrets.reads).toBe(1);
  });

  it('does not read the secret with each forged request', async () => {
    const { gate, request, secrets, clock } = aGate();
    for (let i = 0; i < 20; i++) await gate(request(`forged ${i}`, 'guess'));
    expect(secrets.reads).toBe(1);
    clock.advance(60_000);
    expect(await gate(request('forged', 'guess'))).toMatchObject({ reason: 'signature-differs' });
    expect(secrets.reads).toBe(2);
  });

  it.each(['{}', 'no json', '{"botToken":"x","signingSecret":""}', 'null', '[]'])(
    'lets nothing in while the secret is unusable: %s',
    async (current) => {
      const secrets = {
        read: async () => ({ current, previous: null }),
        readAgain: async () => ({ current, previous: null }),
      };
      const seen = aSeenRequests();
      const gate = createRequestGate({ clock: aClock(), secrets, secretId: 's', seen });
      const { request } = aGate();

      const error = await gate(request('x', '')).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(AppError);
      expect((error as AppError).message).not.toContain(current);
    },
  );

  it('row 41: lets nothing in while the memory of requests does not answer', async () => {
    const { clock, secrets, request } = aGate();
    const seen = {
      remember: async () => {
        throw new AppError('unavailable', 'no table');
      },
    };
    const gate = createRequestGate({ clock, secrets, secretId: 'slack', seen });
    await expect(gate(request('x'))).rejects.toThrow('no table');
  });
});
