import type { LocalApp } from '../../src/compose/local-app.ts';
import { createConsole } from '../../src/console/create-console.ts';

export const CONSOLE_TOKEN = 'a-token-of-the-tests-with-more-than-128-bits';
export const CONSOLE_HOST = '127.0.0.1:4646';

export type TestConsole = {
  /** A request as a browser sends it from a page of the console, without a session unless one is given. */
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** Loads a page with a session and answers its HTML. */
  readonly get: (path: string) => Promise<{ readonly status: number; readonly html: string }>;
  /** Sends a form of the console, its proof included; `fields` override. */
  readonly post: (path: string, fields: Readonly<Record<string, string>>) => Promise<Response>;
  readonly cookie: string;
  readonly csrf: string;
  readonly faults: readonly unknown[];
};

/** A console in this process with an open session, over any local app. */
export async function aConsole(
  app: LocalApp,
  now: () => string = () => '2026-03-02T04:00:00.000Z',
): Promise<TestConsole> {
  const faults: unknown[] = [];
  const router = createConsole({
    app,
    token: CONSOLE_TOKEN,
    port: () => 4646,
    now,
    onFault: (error) => faults.push(error),
  });
  const request = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has('host')) headers.set('host', CONSOLE_HOST);
    return router.request(`http://${CONSOLE_HOST}${path}`, { ...init, headers });
  };
  const entry = await request(`/?token=${CONSOLE_TOKEN}`);
  const cookie = (entry.headers.get('set-cookie') ?? '').split(';', 1)[0]!;
  const get = async (path: string) => {
    const response = await request(path, { headers: { cookie } });
    return { status: response.status, html: await response.text() };
  };
  const csrf = csrfOf((await get('/explain')).html);
  const post = (path: string, fields: Readonly<Record<string, string>>) =>
    request(path, {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'same-origin', origin: 'null' },
      body: new URLSearchParams({ csrf, ...fields }),
    });
  return { request, get, post, cookie, csrf, faults };
}

/** The proof that a page's forms carry. */
export function csrfOf(html: string): string {
  return /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

/** What a reader sees of a page: its text with white space collapsed. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}
