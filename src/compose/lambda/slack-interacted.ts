import { parseClick } from '../../adapters/slack/parse-click.ts';
import {
  type RequestHeaders,
  toRawBody,
  verifyRequest,
} from '../../adapters/slack/verify-request.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import type { Log } from '../../ports/log.ts';
import { once } from './once.ts';
import type { Doors } from './open-doors.ts';
import { openLog } from './open-log.ts';

/** A request as API Gateway hands it over, as far as we read it. */
export type HttpRequest = {
  readonly headers: RequestHeaders;
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
};

export type HttpAnswer = { readonly statusCode: number; readonly body: string };

/** Slack gives three seconds; after this the person is told to try again. */
const DEADLINE_MILLISECONDS = 2_500;

const ACCEPTED: HttpAnswer = { statusCode: 200, body: '' };
const REFUSED: HttpAnswer = { statusCode: 401, body: '' };
const TRY_AGAIN: HttpAnswer = { statusCode: 503, body: 'Nothing was done. Please try again.' };

/**
 * Lets Slack's own requests in, hands the click on and answers at once. A client of AWS is loaded only for
 * a request that has a fresh time and a signature, and nothing of its body is read before it proved right.
 */
export function composeSlackInteracted(): (request: HttpRequest) => Promise<HttpAnswer> {
  const log = openLog();
  const open = once(async () => (await import('./open-doors.ts')).openDoors());
  return (request) => withinDeadline(log, () => answer(log, open, request));
}

async function answer(
  log: Log,
  open: () => Promise<Doors>,
  { headers, body, isBase64Encoded }: HttpRequest,
): Promise<HttpAnswer> {
  const request = { headers, body: toRawBody(body, isBase64Encoded ?? false) };
  const form = verifyRequest(request, { now: systemClock.now(), secrets: [] });
  const isWellFormed = form.kind === 'refused' && form.reason === 'signature-differs';
  const verdict = isWellFormed ? await (await open()).gate(request) : form;
  if (verdict.kind === 'refused') {
    log.info('a request was refused', { reason: verdict.reason });
    log.count({ RequestsRefused: 1 });
    return REFUSED;
  }
  const reading = parseClick(request.body);
  if (reading.kind === 'click') await (await open()).enqueue(reading.click);
  else log.info('a request orders nothing', { kind: reading.kind });
  return ACCEPTED;
}

async function withinDeadline(log: Log, work: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HttpAnswer>((resolve) => {
    timer = setTimeout(resolve, DEADLINE_MILLISECONDS, TRY_AGAIN);
  });
  const attempt = work().catch((error: unknown) => {
    log.error('a click was not taken', error);
    return TRY_AGAIN;
  });
  const first = await Promise.race([attempt, late]);
  clearTimeout(timer);
  if (first === TRY_AGAIN) log.count({ MessageFailures: 1 });
  return first;
}
