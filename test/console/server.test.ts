import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startConsole, type RunningConsole } from '../../src/console/server.ts';
import { CONSOLE_TOKEN } from '../builders/a-console.ts';
import { aShownApp } from '../builders/a-shown-app.ts';

const OPTIONS = {
  app: aShownApp([]),
  host: '127.0.0.1',
  port: 0,
  token: CONSOLE_TOKEN,
  now: () => '2026-03-02T04:00:00.000Z',
} as const;

describe('console/server', () => {
  const running: RunningConsole[] = [];

  async function start(port = 0): Promise<RunningConsole> {
    const started = await startConsole({ ...OPTIONS, port });
    running.push(started);
    return started;
  }

  afterEach(async () => {
    for (const each of running.splice(0)) await each.close();
  });

  it('answers at the printed address', async () => {
    const { url } = await start();
    const entry = await fetch(url, { redirect: 'manual' });
    const cookie = entry.headers.get('set-cookie')!.split(';', 1)[0]!;
    const page = await fetch(entry.headers.get('location')!, { headers: { cookie } });

    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=/);
    expect(entry.status).toBe(303);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('No findings yet');
  });

  it('can be reached from this machine only', async () => {
    const port = Number(new URL((await start()).url).port);
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);

    expect(await answers('127.0.0.1', port)).toBe(true);
    for (const address of others)
      expect([address, await answers(address, port)]).toEqual([address, false]);
  });

  it('says that the port is in use, as one sentence', async () => {
    const port = Number(new URL((await start()).url).port);

    await expect(startConsole({ ...OPTIONS, port })).rejects.toMatchObject({
      code: 'already-exists',
      message: `port ${port} is in use; choose another`,
    });
  });

  it('closes at once although a browser keeps a connection open', async () => {
    const { url, close } = await startConsole(OPTIONS);
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) });
    await once(socket, 'connect');
    socket.on('error', () => {});
    // A request that never ends: closing would wait for it.
    const head = ['POST /events HTTP/1.1', `Host: ${new URL(url).host}`, 'Content-Length: 9'];
    socket.write([...head, `Authorization: Bearer ${CONSOLE_TOKEN}`, '', '{'].join('\r\n'));
    await setTimeout(100);
    await close();

    await expect(fetch(url)).rejects.toThrow();
  });
});

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const end = (reached: boolean) => {
      socket.destroy();
      resolve(reached);
    };
    socket
      .on('connect', () => end(true))
      .on('error', () => end(false))
      .on('timeout', () => end(false));
  });
}
