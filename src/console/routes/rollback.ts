import type { Hono } from 'hono';
import type { LocalApp } from '../../compose/local-app.ts';
import { cameFrom, toFindingPath } from '../come-back.ts';
import type { ConsoleEnv, ConsoleParts } from '../console-env.ts';
import { rollbackRefused } from '../decision-words.ts';
import { rememberName } from '../form-context.ts';
import { fieldsOf } from '../guard-form.ts';
import { html, type Html } from '../html.ts';
import { parseName, parseReason, toDecider } from '../person.ts';
import { respondFinding } from '../respond-finding.ts';
import { diffFigure } from '../views/diff.ts';
import { askAgain } from '../views/message.ts';

type Outcome = Awaited<ReturnType<LocalApp['rollBack']>>;

/** Takes an applied change back, or shows both differences where somebody changed the policy since. */
export function registerRollback(router: Hono<ConsoleEnv>, parts: ConsoleParts): void {
  router.post('/proposals/:id/rollback', async (c) => {
    const proposalId = c.req.param('id');
    const fields = await fieldsOf(c);
    const findingId = cameFrom(fields, proposalId);
    const name = parseName(fields.get('by'));
    if (name === undefined) return respondFinding(c, parts, findingId, 422, askAgain(null));
    rememberName(c, name);
    const reason = parseReason(fields.get('reason'));
    const outcome = await parts.app.rollBack({ proposalId, by: toDecider(name), reason });
    if (outcome.kind === 'recorded') return c.redirect(toFindingPath(findingId, proposalId), 303);
    const status = outcome.kind === 'not-found' ? 404 : 409;
    return respondFinding(
      c,
      parts,
      findingId,
      status,
      rollbackRefused(outcome),
      differences(outcome),
    );
  });
}

function differences(outcome: Outcome): Html | null {
  if (outcome.kind !== 'moved') return null;
  return html`<section class="panel" aria-label="What changed">
    ${diffFigure('What the change did', '', outcome.diff.ours)}
    ${diffFigure('What was done since', '', outcome.diff.theirs)}
  </section>`;
}
