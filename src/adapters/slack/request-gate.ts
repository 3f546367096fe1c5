import type { Clock } from '../../ports/clock.ts';
import type { SecretReader } from '../../ports/secret-reader.ts';
import type { SeenRequests } from '../../ports/seen-requests.ts';
import { signingSecretsOf } from './slack-secret.ts';
import { type RequestRefusal, type SlackRequest, verifyRequest } from './verify-request.ts';

/** Twice the time for which Slack's signature is good: a copy is refused as long as it could pass. */
const REMEMBERED_SECONDS = 600;

/** Whoever sends forged requests must not make us read the secret with each of them. */
const REREAD_PAUSE_MILLISECONDS = 60_000;

export type GateVerdict =
  | { readonly kind: 'genuine' }
  | { readonly kind: 'refused'; readonly reason: RequestRefusal | 'replayed' };

/**
 * Lets requests in that Slack signed, each once. After a rotation that we have not heard of, the secret is
 * read again once. Throws `AppError` when the secret or the memory of requests cannot be read: then nothing passes.
 */
export function createRequestGate(deps: {
  readonly secrets: SecretReader;
  readonly secretId: string;
  readonly seen: SeenRequests;
  readonly clock: Clock;
}): (request: SlackRequest) => Promise<GateVerdict> {
  const { secrets, secretId, seen, clock } = deps;
  let rereadAt = 0;
  return async (request) => {
    const now = clock.now();
    const known = signingSecretsOf(await secrets.read(secretId));
    let verdict = verifyRequest(request, { now, secrets: known });
    const isDifferent = verdict.kind === 'refused' && verdict.reason === 'signature-differs';
    if (isDifferent && Date.parse(now) - rereadAt >= REREAD_PAUSE_MILLISECONDS) {
      rereadAt = Date.parse(now);
      const fresh = signingSecretsOf(await secrets.readAgain(secretId));
      verdict = verifyRequest(request, { now, secrets: fresh });
    }
    if (verdict.kind === 'refused') return verdict;
    const memory = await seen.remember(`slack-${verdict.fingerprint}`, REMEMBERED_SECONDS);
    return memory === 'new' ? { kind: 'genuine' } : { kind: 'refused', reason: 'replayed' };
  };
}
