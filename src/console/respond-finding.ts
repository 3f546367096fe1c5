import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ConsoleContext, ConsoleParts } from './console-env.ts';
import { formContext } from './form-context.ts';
import type { HtmlValue } from './html.ts';
import { respond, respondSentence } from './respond.ts';
import { findingPage } from './views/finding.ts';
import type { Message } from './views/message.ts';

/** Answers the page of a finding under a message, by the id of the finding or of a proposal; `differences` follow the message. */
export async function respondFinding(
  c: ConsoleContext,
  { app, now }: ConsoleParts,
  id: string,
  status: ContentfulStatusCode,
  message: Message,
  differences: HtmlValue = null,
): Promise<Response> {
  const view = await app.show(id);
  if (view === undefined) return respondSentence(c, 404, message.sentence, message.next ?? '');
  const page = findingPage(
    view,
    { ...formContext(c, view.finding.id), now: now() },
    message,
    differences,
  );
  return respond(c, { title: message.sentence, place: 'findings', body: page }, status);
}
