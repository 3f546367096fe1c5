import type { Hono } from 'hono';
import type { ConsoleEnv, ConsoleParts } from '../console-env.ts';
import { liftRefused } from '../decision-words.ts';
import { rememberName } from '../form-context.ts';
import { fieldsOf } from '../guard-form.ts';
import { parseName, parseReason, toDecider } from '../person.ts';
import { respondFinding } from '../respond-finding.ts';
import { askAgain } from '../views/message.ts';

/** Lifts a security alert: who and why are asked, and kept in its history. */
export function registerLift(router: Hono<ConsoleEnv>, parts: ConsoleParts): void {
  router.post('/findings/:id/lift', async (c) => {
    const findingId = c.req.param('id');
    const fields = await fieldsOf(c);
    const name = parseName(fields.get('by'));
    const reason = parseReason(fields.get('reason'));
    if (name === undefined) return respondFinding(c, parts, findingId, 422, askAgain(null));
    rememberName(c, name);
    if (reason === null) {
      return respondFinding(c, parts, findingId, 422, askAgain('Say why the alert is harmless.'));
    }
    const outcome = await parts.app.liftAlert({ findingId, by: toDecider(name), reason });
    if (outcome.kind === 'lifted') {
      return c.redirect(`/findings/${encodeURIComponent(outcome.finding.id)}`, 303);
    }
    const status = outcome.code === 'not-found' ? 404 : 409;
    return respondFinding(c, parts, findingId, status, liftRefused(outcome));
  });
}
