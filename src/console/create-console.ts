import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { AppError } from '../kernel/app-error.ts';
import type { ConsoleContext, ConsoleDeps, ConsoleEnv } from './console-env.ts';
import { guardForm } from './guard-form.ts';
import { guardHost } from './guard-host.ts';
import { guardSession } from './guard-session.ts';
import { respondSentence } from './respond.ts';
import { registerDecisions } from './routes/decisions.ts';
import { registerEvents } from './routes/events.ts';
import { registerExplain } from './routes/explain.ts';
import { registerFindings } from './routes/findings.ts';
import { registerLift } from './routes/lift.ts';
import { registerRollback } from './routes/rollback.ts';
import { securityHeaders } from './security-headers.ts';
import { createSessions } from './session.ts';
import { STYLESHEET } from './stylesheet.ts';

const KIB = 1024;
const FORM_LIMIT = 128 * KIB;
// Form encoding of JSON (`%22`) can triple a text of 1 MiB.
const PASTE_LIMIT = 3 * KIB * KIB;
const EVENTS_LIMIT = KIB * KIB;

/** The console as a web application that listens nowhere yet. The order of the guards is the order of this file. */
export function createConsole(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const router = new Hono<ConsoleEnv>();
  const parts = { ...deps, sessions: createSessions(deps.token) };
  router.onError((error, c) => respondFault(c, error, deps));
  router.notFound((c) =>
    respondSentence(c, 404, 'There is no such page.', 'Look at the list of findings.'),
  );
  router.use(securityHeaders, guardHost(deps.port));
  router.use(methodNotAllowed({ app: router, onMethodNotAllowed: respondWrongMethod }));
  router.get('/style.css', (c) =>
    c.body(STYLESHEET, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );
  router.use('/events', limit(EVENTS_LIMIT));
  registerEvents(router, parts);
  router.use(guardSession(parts));
  router.use('/explain', limit(PASTE_LIMIT));
  router.use('/proposals/*', limit(FORM_LIMIT));
  router.use('/findings/*', limit(FORM_LIMIT));
  router.use(guardForm);
  registerFindings(router, parts);
  registerDecisions(router, parts);
  registerRollback(router, parts);
  registerLift(router, parts);
  registerExplain(router, parts);
  return router;
}

function limit(maxSize: number) {
  const onError = (c: ConsoleContext) =>
    respondSentence(c, 413, 'That is too large.', 'Send it in parts.');
  return bodyLimit({ maxSize, onError });
}

function respondWrongMethod(c: ConsoleContext, methods: readonly string[]): Response {
  c.header('Allow', methods.join(', '));
  return respondSentence(c, 405, 'That cannot be done here.', 'Use the forms of the console.');
}

function respondFault(c: ConsoleContext, error: unknown, { onFault }: ConsoleDeps): Response {
  onFault?.(error);
  if (error instanceof AppError) {
    const next = error.retryable
      ? 'Load the page again in a moment.'
      : 'Mend that, then load the page again.';
    return respondSentence(c, error.retryable ? 503 : 500, `${error.message}.`, next);
  }
  return respondSentence(
    c,
    500,
    'Something is wrong inside rolemender.',
    'The terminal that started the console says more.',
  );
}
