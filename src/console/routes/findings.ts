import type { Hono } from 'hono';
import { FINDING_STATES, type FindingState } from '../../domain/finding/finding.ts';
import { headlineOf } from '../../domain/finding/headline.ts';
import { toFindingPath } from '../come-back.ts';
import type { ConsoleContext, ConsoleEnv, ConsoleParts } from '../console-env.ts';
import { formContext } from '../form-context.ts';
import { respond, respondSentence } from '../respond.ts';
import { findingList } from '../views/finding-list.ts';
import { findingPage } from '../views/finding.ts';

/** The list, one finding, and the way from any id to it. */
export function registerFindings(router: Hono<ConsoleEnv>, { app, now }: ConsoleParts): void {
  router.get('/', async (c) => {
    const view = {
      findings: await app.listFindings(),
      state: parseState(c.req.query('state')),
      page: parsePage(c.req.query('page')),
      now: now(),
      origin: new URL(c.req.url).origin,
    };
    return respond(c, { title: 'Findings', place: 'findings', body: findingList(view) });
  });
  router.get('/findings/:id', async (c) => {
    const id = c.req.param('id');
    const view = await app.show(id);
    if (view === undefined) return respondUnknown(c);
    // A proposal's id leads to its finding, at the proposal.
    if (view.finding.id !== id) return c.redirect(toFindingPath(view.finding.id, id), 303);
    const title = `${headlineOf(view.finding).who}: ${view.finding.state}`;
    const body = findingPage(view, { ...formContext(c, id), now: now() });
    return respond(c, { title, place: 'findings', body });
  });
  router.get('/find', async (c) => {
    const id = (c.req.query('id') ?? '').trim();
    // Only an id that was found under itself may go into the address: an event's id is its sender's choice.
    const isOurs = (await app.show(id)) !== undefined;
    const found = isOurs ? id : await findByEvent(app, id);
    return found === undefined
      ? respondUnknown(c)
      : c.redirect(`/findings/${encodeURIComponent(found)}`, 303);
  });
}

async function findByEvent(app: ConsoleParts['app'], eventId: string): Promise<string | undefined> {
  if (eventId === '') return undefined;
  const findings = await app.listFindings();
  return findings.find(
    ({ sampleEventIds, sample }) => sample.eventId === eventId || sampleEventIds.includes(eventId),
  )?.id;
}

function respondUnknown(c: ConsoleContext): Response {
  return respondSentence(
    c,
    404,
    'There is nothing with that id.',
    'Ids of findings start with f-, ids of proposals with p-. Of a finding’s events only the newest are known by id.',
  );
}

function parseState(value: string | undefined): FindingState | null {
  return FINDING_STATES.find((state) => state === value) ?? null;
}

function parsePage(value: string | undefined): number {
  const page = Number(value ?? '1');
  return Number.isSafeInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1;
}
