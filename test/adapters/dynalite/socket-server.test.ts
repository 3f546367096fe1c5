import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Call } from '../../../src/adapters/dynalite/answer.ts';
import { createSocketClient, isOwnerGone } from '../../../src/adapters/dynalite/socket-client.ts';
import { serveOnSocket } from '../../../src/adapters/dynalite/socket-server.ts';
import { useTemporaryDirectories } from './temporary-directory.ts';

const newDirectory = useTemporaryDirectories();

function aSocketPath(): string {
  const directory = newDirectory();
  mkdirSync(directory);
  return join(directory, 's');
}

const echo = (call: Call) => Promise.resolve({ status: 200, body: `${call.target} ${call.body}` });

describe('adapters/dynalite/socket-server', () => {
  it('answers a call of another process', async () => {
    const path = aSocketPath();
    const server = await serveOnSocket(path, echo);
    const client = createSocketClient(path);
    const answer = await client.send({ target: 'X.Get', body: 'é'.repeat(300_000) });
    expect(answer).toEqual({ status: 200, body: `X.Get ${'é'.repeat(300_000)}` });
    client.close();
    await server.close();
  });

  it('outlives clients that die in mid-call', async () => {
    const path = aSocketPath();
    const server = await serveOnSocket(path, async (call) => {
      await sleep(20);
      return echo(call);
    });
    for (const text of [
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nfull',
      'GET',
      '\u0000\r\n\r\n',
    ]) {
      const socket = connect(path);
      await new Promise<void>((resolve) => socket.write(text, () => resolve()));
      await sleep(10);
      socket.destroy();
    }
    const client = createSocketClient(path);
    expect(await client.send({ target: 'X.Get', body: '' })).toMatchObject({ status: 200 });
    client.close();
    await server.close();
  });

  it('answers what it was asked before it closes, and nothing after', async () => {
    const path = aSocketPath();
    const server = await serveOnSocket(path, async (call) => {
      await sleep(50);
      return echo(call);
    });
    const client = createSocketClient(path);
    const early = client.send({ target: 'X.Get', body: 'early' });
    await sleep(20);
    await server.close();
    expect((await early).body).toBe('X.Get early');
    const late = await client
      .send({ target: 'X.Get', body: 'late' })
      .catch((error: unknown) => error);
    expect(isOwnerGone(late)).toBe(true);
    client.close();
  });

  it('closes under clients that never stop calling', async () => {
    const path = aSocketPath();
    const server = await serveOnSocket(path, echo);
    const clients = Array.from({ length: 8 }, () => createSocketClient(path));
    const calls = clients.map(async (client) => {
      for (;;) await client.send({ target: 'X.Get', body: '' });
    });
    await sleep(30);
    await server.close();
    const ends = await Promise.allSettled(calls);
    expect(ends.every((end) => end.status === 'rejected' && isOwnerGone(end.reason))).toBe(true);
    for (const client of clients) client.close();
  });
});
