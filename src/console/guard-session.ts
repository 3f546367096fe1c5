import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { ConsoleContext, ConsoleEnv, ConsoleParts } from './console-env.ts';
import { html } from './html.ts';
import { respond } from './respond.ts';
import { ownText } from './text.ts';

/** Name of the session's cookie. Cookies of one host are shared by all its ports, so the port is in it. */
export function cookieNameOf(port: number): string {
  return `rolemender_${port}`;
}

/**
 * Lets in who has the printed address: its token is changed for a cookie, and the address is loaded
 * again without it, so that it stays in no history and no referrer.
 */
export function guardSession({ sessions, port }: ConsoleParts): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => {
    const url = new URL(c.req.url);
    const token = url.searchParams.get('token');
    if (token !== null && c.req.method === 'GET' && sessions.isToken(token)) {
      const options = { httpOnly: true, sameSite: 'Strict', path: '/' } as const;
      setCookie(c, cookieNameOf(port()), sessions.open(), options);
      url.searchParams.delete('token');
      // With the origin before it, a path of two slashes cannot lead to another host.
      return c.redirect(`${url.origin}${url.pathname}${url.search}`, 303);
    }
    const session = sessions.find(getCookie(c, cookieNameOf(port())));
    if (session === undefined) return respondLocked(c);
    c.set('session', session);
    await next();
  };
}

function respondLocked(c: ConsoleContext): Response {
  const body = html`<h1>This console is locked</h1>
    <p>
      Open the address that was printed in the terminal when the console started. It ends with
      <code>?token=…</code>
    </p>
    <p>
      If you have just opened it from another page,
      <a href="${ownText('/')}">continue to the findings</a>.
    </p>`;
  return respond(c, { title: 'Locked', place: null, body }, 401);
}
