import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ConsoleContext } from './console-env.ts';
import { type Page, toPage } from './page.ts';
import { sentencePage } from './views/message.ts';

/** Answers a page. */
export function respond(
  c: ConsoleContext,
  page: Page,
  status: ContentfulStatusCode = 200,
): Response {
  return c.html(toPage(page).toString(), status);
}

/** Answers one sentence and what to do next: JSON for a program that posts events, a page for everybody else. */
export function respondSentence(
  c: ConsoleContext,
  status: ContentfulStatusCode,
  sentence: string,
  next: string,
): Response {
  if (c.req.path === '/events') return c.json({ error: `${sentence} ${next}` }, status);
  const place = c.get('session') === undefined ? null : ('elsewhere' as const);
  return respond(c, { title: sentence, place, body: sentencePage(sentence, next) }, status);
}
