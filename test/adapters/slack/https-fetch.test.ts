import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { httpsFetch } from '../../../src/adapters/slack/https-fetch.ts';

describe('adapters/slack/https-fetch', () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        switch (request.url ?? '') {
          case '/moved':
            return response.writeHead(302, { location: '/echo' }).end();
          case '/late':
            return undefined;
          case '/cut':
            response.writeHead(200, { 'content-length': '100' }).write('half');
            return response.destroy();
          case '/huge':
            return response.end(Buffer.alloc(5 * 1024 * 1024));
          default:
            response.writeHead(429, { 'Retry-After': '7' });
            return response.end(
              JSON.stringify({
                method: request.method,
                type: request.headers['content-type'],
                length: request.headers['content-length'],
                body: Buffer.concat(chunks).toString(),
              }),
            );
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('sends what it is given and answers as fetch does', async () => {
    const headers = { 'content-type': 'text/plain' };
    const answer = await httpsFetch(`${url}/echo`, { method: 'POST', headers, body: 'Grüße' });

    expect(answer).toMatchObject({ ok: false, status: 429, statusText: 'Too Many Requests' });
    expect(answer.headers.get('RETRY-AFTER')).toBe('7');
    expect(answer.headers.get('x-absent')).toBeNull();
    expect(Object.fromEntries(answer.headers.entries())).toMatchObject({ 'retry-after': '7' });
    expect(JSON.parse(await answer.text())).toEqual({
      method: 'POST',
      type: 'text/plain',
      length: '7',
      body: 'Grüße',
    });
  });

  it('follows no redirect', async () => {
    expect(await httpsFetch(`${url}/moved`, {})).toMatchObject({ ok: false, status: 302 });
  });

  it.each([
    ['an answer that does not come', '/late', { signal: AbortSignal.timeout(100) }],
    ['half an answer', '/cut', {}],
    ['an answer without end', '/huge', {}],
  ])('rejects for %s', async (_, path, init) => {
    await expect(httpsFetch(`${url}${path}`, init)).rejects.toThrow();
  });

  it('rejects where nobody listens', async () => {
    await expect(httpsFetch('http://127.0.0.1:9', {})).rejects.toThrow(/ECONNREFUSED/);
  });
});
