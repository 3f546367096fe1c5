import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aConsole, CONSOLE_TOKEN, type TestConsole } from '../../builders/a-console.ts';
import { toRecord } from '../../../src/compose/demo/records.ts';
import { aDeniedCall } from '../../builders/a-denied-call.ts';
import { aLocalWorld, type TestWorld } from '../../builders/a-local-app.ts';

const RECORD = toRecord(aDeniedCall(), 1);

describe('console/routes/events', () => {
  let world: TestWorld;
  let console: TestConsole;

  beforeEach(async () => {
    world = await aLocalWorld();
    console = await aConsole(world.app);
  });
  afterEach(() => world.app.close());

  it('takes events in and says what became of them', async () => {
    const body = `${JSON.stringify(RECORD)}\n{"message":"hello"}\n{broken\n`;
    const response = await send(body);

    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ counted: 1, duplicates: 0 });
    expect(await world.app.listFindings()).toHaveLength(1);
  });

  it('counts an event that is sent twice once', async () => {
    const body = JSON.stringify({ Records: [RECORD] });
    await send(body);

    expect(await (await send(body)).json()).toMatchObject({ counted: 0, duplicates: 1 });
  });

  it.each([
    ['no token', {}],
    ['a wrong token', { authorization: 'Bearer wrong' }],
    ['another scheme', { authorization: `Basic ${CONSOLE_TOKEN}` }],
  ])('refuses %s, whatever cookie comes with it', async (_, headers) => {
    const all = { cookie: console.cookie, ...headers };
    const response = await console.request('/events', { method: 'POST', headers: all, body: '{}' });

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await world.app.listFindings()).toEqual([]);
  });

  it('refuses an empty body and another host in JSON', async () => {
    const empty = await send(' ');
    const foreign = await send('{}', { host: 'evil.example' });

    expect([empty.status, foreign.status]).toEqual([422, 421]);
    expect(await empty.json()).toEqual({ error: expect.stringContaining('empty') });
    expect(await foreign.json()).toEqual({ error: expect.any(String) });
  });

  function send(body: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const all = { authorization: `Bearer ${CONSOLE_TOKEN}`, ...headers };
    return console.request('/events', { method: 'POST', headers: all, body });
  }
});
