import { getCookie, setCookie } from 'hono/cookie';
import type { ConsoleContext } from './console-env.ts';
import { parseName } from './person.ts';
import type { FormContext } from './views/forms.ts';

const NAME_COOKIE = 'rolemender_name';

/** What the forms of a page carry: the session's proof, and the name that was typed the last time. */
export function formContext(c: ConsoleContext, findingId: string | null = null): FormContext {
  const name = parseName(getCookie(c, NAME_COOKIE)) ?? '';
  return { csrf: c.get('session').csrf, name, findingId };
}

/** Remembers the typed name for the next form, on this browser only. */
export function rememberName(c: ConsoleContext, name: string): void {
  setCookie(c, NAME_COOKIE, name, { httpOnly: true, sameSite: 'Strict', path: '/' });
}
