import type { Hono } from 'hono';
import type { LocalApp } from '../../compose/local-app.ts';
import { cameFrom, toFindingPath } from '../come-back.ts';
import type { ConsoleContext, ConsoleEnv, ConsoleParts } from '../console-env.ts';
import { decisionRefused } from '../decision-words.ts';
import { rememberName } from '../form-context.ts';
import { type Fields, fieldsOf } from '../guard-form.ts';
import { parseName, parseReason, toDecider } from '../person.ts';
import { respondFinding } from '../respond-finding.ts';
import { REJECT_REASONS } from '../views/forms.ts';
import { askAgain } from '../views/message.ts';

type Command = Parameters<LocalApp['decide']>[0];

/** Approve and reject. Each names the digest that was on the page; what lost says so on the finding's page. */
export function registerDecisions(router: Hono<ConsoleEnv>, parts: ConsoleParts): void {
  router.post('/proposals/:id/approve', async (c) => {
    const fields = await fieldsOf(c);
    const hasRead = fields.get('read') === 'yes';
    const fault = hasRead ? null : 'Tick the box that you have read the difference.';
    return decide(c, parts, c.req.param('id'), { verdict: 'approved', reason: null, fault });
  });
  router.post('/proposals/:id/reject', async (c) => {
    const fields = await fieldsOf(c);
    const kind = REJECT_REASONS.find((each) => each === fields.get('kind'));
    const fault = kind === undefined ? 'Choose a reason to reject.' : null;
    const reason = [kind, parseReason(fields.get('reason'))].filter(Boolean).join(': ');
    return decide(c, parts, c.req.param('id'), { verdict: 'rejected', reason, fault });
  });
}

type Asked = Pick<Command, 'verdict' | 'reason'> & { readonly fault: string | null };

async function decide(
  c: ConsoleContext,
  parts: ConsoleParts,
  proposalId: string,
  { verdict, reason, fault }: Asked,
): Promise<Response> {
  const fields: Fields = await fieldsOf(c);
  const findingId = cameFrom(fields, proposalId);
  const name = parseName(fields.get('by'));
  if (fault !== null || name === undefined) {
    return respondFinding(c, parts, findingId, 422, askAgain(fault));
  }
  rememberName(c, name);
  const digest = fields.get('digest') ?? '';
  const by = toDecider(name);
  const outcome = await parts.app.decide({ proposalId, digest, by, verdict, reason });
  if (outcome.kind === 'recorded') return c.redirect(toFindingPath(findingId, proposalId), 303);
  const status = outcome.code === 'not-found' ? 404 : 409;
  return respondFinding(c, parts, findingId, status, decisionRefused(outcome));
}
