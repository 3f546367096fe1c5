import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/kernel/app-error.ts';
import { aConsole, CONSOLE_HOST, CONSOLE_TOKEN, textOf } from '../builders/a-console.ts';
import { aFinding } from '../builders/a-finding.ts';
import { aProposal } from '../builders/a-proposal.ts';
import { aShownApp } from '../builders/a-shown-app.ts';

const proposal = aProposal({ expiresAt: '2027-01-01T00:00:00Z' });
const finding = aFinding({ state: 'proposed', proposalIds: [proposal.id] });
const app = aShownApp([{ finding, proposals: [proposal] }]);
const approve = `/proposals/${proposal.id}/approve`;

describe('console/create-console', () => {
  describe('the printed address', () => {
    it('is changed for a cookie that scripts and other sites never get, and the token leaves the address', async () => {
      const { request } = await aConsole(app);
      const response = await request(`/findings/${finding.id}?a=1&token=${CONSOLE_TOKEN}`);

      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBe(
        `http://${CONSOLE_HOST}/findings/${finding.id}?a=1`,
      );
      expect(response.headers.get('set-cookie')).toMatch(
        /^rolemender_4646=[^;]+; Path=\/; HttpOnly; SameSite=Strict$/,
      );
    });

    it('never leads to another host', async () => {
      const { request } = await aConsole(app);
      const response = await request(`//evil.example/?token=${CONSOLE_TOKEN}`);

      expect(new URL(response.headers.get('location')!).host).toBe(CONSOLE_HOST);
    });

    it.each([
      '/',
      '/explain',
      '/findings/f-000000-00000000',
      '/nowhere',
      '/?token=wrong',
      `/?token=${CONSOLE_TOKEN}x`,
    ])('is asked for at %s without a session', async (path) => {
      const { request } = await aConsole(app);
      const response = await request(path, {
        headers: { cookie: 'rolemender_4646=guess.guess' },
      });

      expect(response.status).toBe(401);
      expect(response.headers.get('set-cookie')).toBeNull();
      expect(textOf(await response.text())).toContain('Open the address that was printed');
    });
  });

  it.each(['evil.example', 'evil.example:4646', '127.0.0.1', '127.0.0.1:80', 'localhost:1', ''])(
    'does not answer to the name "%s"',
    async (host) => {
      const { request, cookie } = await aConsole(app);
      const response = await request('/', { headers: { host, cookie } });

      expect(response.status).toBe(421);
      expect(await response.text()).not.toContain(finding.id);
    },
  );

  it('answers to localhost too', async () => {
    const { request, cookie } = await aConsole(app);

    expect((await request('/', { headers: { host: 'localhost:4646', cookie } })).status).toBe(200);
  });

  it.each([
    ['/', 200],
    [`/findings/${finding.id}`, 200],
    ['/style.css', 200],
    ['/nowhere', 404],
  ] as const)('lets %s run, load, frame and remember nothing', async (path, status) => {
    const { request, cookie } = await aConsole(app);
    const response = await request(path, { headers: { cookie } });

    expect(response.status).toBe(status);
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(await response.text()).not.toMatch(/<script|style="|\son[a-z]+=|https?:\/\/(?!127)/i);
  });

  it('sends the headers with a refusal too', async () => {
    const { request } = await aConsole(app);
    for (const response of [await request('/'), await request('/', { headers: { host: 'x' } })]) {
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
  });

  describe('a form', () => {
    const own = { 'sec-fetch-site': 'same-origin', origin: 'null' };

    it.each([
      ['without a proof', own, { csrf: '' }, 403],
      ['with a wrong proof', own, { csrf: 'x'.repeat(43) }, 403],
      [
        'from another site',
        { 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' },
        {},
        403,
      ],
      [
        'from another port of this host',
        { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:9' },
        {},
        403,
      ],
      ['from an old browser on another site', { origin: 'http://evil.example' }, {}, 403],
      ['that hides where it is from', { origin: 'null' }, {}, 403],
      ['that says nothing about where it is from', {}, {}, 403],
      [
        'whose browser and origin disagree',
        { 'sec-fetch-site': 'same-origin', origin: 'http://evil.example' },
        {},
        403,
      ],
    ] as const)('%s is refused, and nothing is decided', async (_, headers, fields, status) => {
      const { request, cookie, csrf, faults } = await aConsole(app);
      const body = new URLSearchParams({ csrf, by: 'someone', read: 'yes', ...fields });
      const response = await request(approve, {
        method: 'POST',
        headers: { cookie, ...headers },
        body,
      });

      expect(response.status).toBe(status);
      // The app of this test throws when it is asked to decide.
      expect(faults).toEqual([]);
    });

    it.each([
      ['a browser that tells the site', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
      ['a browser that tells the origin', { origin: `http://${CONSOLE_HOST}` }],
    ])('of its own page is taken from %s', async (_, headers) => {
      const { request, cookie, csrf } = await aConsole(app);
      const body = new URLSearchParams({ csrf });
      const response = await request(approve, {
        method: 'POST',
        headers: { cookie, ...headers },
        body,
      });

      expect(response.status).toBe(422);
    });

    it('of another session is refused', async () => {
      const { request, cookie } = await aConsole(app);
      const other = await aConsole(app);
      const body = new URLSearchParams({ csrf: other.csrf, by: 'someone', read: 'yes' });
      const response = await request(approve, {
        method: 'POST',
        headers: { cookie, ...own },
        body,
      });

      expect(response.status).toBe(403);
    });

    it('needs a session', async () => {
      const { request, csrf } = await aConsole(app);
      const body = new URLSearchParams({ csrf });

      expect((await request(approve, { method: 'POST', headers: own, body })).status).toBe(401);
    });

    it('is refused when it is no form', async () => {
      const { request, cookie, csrf } = await aConsole(app);
      const headers = { cookie, ...own, 'content-type': 'application/json' };
      const response = await request(approve, {
        method: 'POST',
        headers,
        body: JSON.stringify({ csrf }),
      });

      expect(response.status).toBe(415);
    });

    it.each([
      [approve, 129 * 1024],
      ['/explain', 3 * 1024 * 1024 + 1],
      ['/events', 1024 * 1024 + 1],
    ])('to %s is refused when it is too large', async (path, size) => {
      const { request, cookie } = await aConsole(app);
      const headers = {
        cookie,
        ...own,
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(size),
        authorization: `Bearer ${CONSOLE_TOKEN}`,
      };
      const response = await request(path, { method: 'POST', headers, body: 'a'.repeat(size) });

      expect(response.status).toBe(413);
    });
  });

  it.each([
    ['DELETE', '/', 'GET, HEAD'],
    ['GET', approve, 'POST'],
    ['PUT', '/explain', 'GET, HEAD, POST'],
    ['GET', '/events', 'POST'],
  ])('says that %s %s cannot be done, and what can', async (method, path, allow) => {
    const { request, cookie } = await aConsole(app);
    const response = await request(path, { method, headers: { cookie } });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
  });

  it('says in one sentence that a page does not exist', async () => {
    const { get } = await aConsole(app);
    const { status, html } = await get('/nowhere');

    expect(status).toBe(404);
    expect(textOf(html)).toContain('There is no such page.');
  });

  it.each([
    [new AppError('unavailable', 'the store does not answer'), 503, 'the store does not answer.'],
    [
      new AppError('invalid-data', 'account.json is no snapshot'),
      500,
      'account.json is no snapshot.',
    ],
    [new Error('secret place <b>'), 500, 'Something is wrong inside rolemender.'],
  ])('turns %s into one sentence without a stack trace', async (error, status, sentence) => {
    const broken = aShownApp([], { listFindings: () => Promise.reject(error) });
    const { get, faults } = await aConsole(broken);
    const { status: answered, html } = await get('/');

    expect(answered).toBe(status);
    expect(textOf(html)).toContain(sentence);
    expect(html).not.toMatch(/secret place|\.ts:\d|at async/);
    expect(faults).toEqual([error]);
  });
});
