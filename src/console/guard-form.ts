import type { MiddlewareHandler } from 'hono';
import type { ConsoleContext, ConsoleEnv } from './console-env.ts';
import { respondSentence } from './respond.ts';
import { isSame } from './session.ts';

/** The fields of a form that passed the guard; a field that was sent as a file is absent. */
export type Fields = ReadonlyMap<string, string>;

/**
 * Refuses a POST that did not come from a page of this console: the browser says so itself, and
 * every form carries a proof that other sites cannot read.
 */
export const guardForm: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  if (c.req.method !== 'POST') return next();
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(
    c.req.header('content-type') ?? '',
  );
  if (!isForm) return respondSentence(c, 415, 'That is no form.', 'Use the forms of the console.');
  const proof = (await fieldsOf(c)).get('csrf') ?? '';
  if (!isSameOrigin(c) || !isSame(proof, c.get('session').csrf)) {
    return respondSentence(
      c,
      403,
      'This form did not come from a page of this console.',
      'Load the page again and repeat it there.',
    );
  }
  await next();
};

// Under the no-referrer policy a form's own Origin is "null", so Sec-Fetch-Site decides where it is sent.
function isSameOrigin(c: ConsoleContext): boolean {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const isOwn = origin === `http://${c.req.header('host')}`;
  if (site !== undefined)
    return site === 'same-origin' && (isOwn || origin === undefined || origin === 'null');
  return isOwn;
}

/** The text fields of a form. */
export async function fieldsOf(c: ConsoleContext): Promise<Fields> {
  const body = await c.req.parseBody();
  return new Map(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
