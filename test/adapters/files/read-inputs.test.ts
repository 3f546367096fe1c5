import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFileInputs } from '../../../src/adapters/files/read-inputs.ts';
import type { InputItem } from '../../../src/ports/denial-inputs.ts';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'rolemender-inputs-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

async function read(sources: readonly string[], stdin: readonly Buffer[] = []) {
  const items: InputItem[] = [];
  const inputs = createFileInputs({ stdin: Readable.from(stdin) });
  for await (const batch of inputs.read(sources)) items.push(...batch);
  return items;
}

const values = (items: readonly InputItem[]) =>
  items.map((item) => (item.kind === 'value' ? item.value : item.kind));

describe('adapters/files/read-inputs', () => {
  it('reads several files and standard input in the order in which they are named', async () => {
    const [a, b] = [file('a.json', '{"a":1}'), file('b.jsonl', '{"b":1}\n{"b":2}\n')];

    expect(values(await read([b, '-', a], [Buffer.from('{"c":'), Buffer.from('1}')]))).toEqual([
      { b: 1 },
      { b: 2 },
      { c: 1 },
      { a: 1 },
    ]);
  });

  it('tells gzip by its bytes, not by the name, several members too', async () => {
    const packed = file('plain.txt', Buffer.concat([gzipSync('{"a":1}\n'), gzipSync('{"a":2}')]));
    const plain = file('not-packed.json.gz', '{"b":1}');

    expect(values(await read([packed, plain]))).toEqual([{ a: 1 }, { a: 2 }, { b: 1 }]);
  });

  it('unpacks what is large in small memory', async () => {
    const line = `${JSON.stringify({ a: 'x'.repeat(1000) })}\n`;
    const packed = file('large.gz', gzipSync(line.repeat(50_000)));
    const before = process.memoryUsage().rss;
    let count = 0;

    for await (const batch of createFileInputs({ stdin: Readable.from([]) }).read([packed]))
      count += batch.length;

    expect(count).toBe(50_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });

  it.each([
    ['truncated', (packed: Buffer) => packed.subarray(0, packed.length - 20), 'ends too early'],
    [
      'damaged',
      (packed: Buffer) => Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8, 1)]),
      'damaged',
    ],
  ])(
    'keeps what a %s gzip file still gives, and says that records may be missing',
    async (name, harm, words) => {
      // Stored, not deflated, so that the records before the fault can be told.
      const packed = gzipSync('{"a":1}\n'.repeat(20_000), { level: 0 });
      const items = await read([file(`${name}.gz`, harm(packed))]);

      expect(items[0]).toMatchObject({ kind: 'value', value: { a: 1 } });
      expect(items.at(-1)).toMatchObject({
        kind: 'fault',
        line: 0,
        fault: expect.stringContaining(words),
      });
    },
  );

  it('tolerates a byte order mark and counts it', async () => {
    const [item] = await read([file('bom.json', '\uFEFF{"a":1}')]);

    expect(item).toMatchObject({ kind: 'value', value: { a: 1 }, line: 1, byte: 3 });
  });

  it.each([
    ['missing.json', undefined, 'there is no such file'],
    ['empty.json', '', 'it is empty'],
    ['blank.json', ' \n\n', 'it is empty'],
    ['utf16.json', Buffer.from('\uFEFF{"a":1}', 'utf16le'), 'it is UTF-16 text; save it as UTF-8'],
    ['binary.bin', Buffer.from([80, 75, 3, 4, 0, 0, 9]), 'it is neither text nor gzip'],
  ])('says of %s what is wrong with it, and reads the next file', async (name, content, words) => {
    const path = content === undefined ? join(directory, name) : file(name, content);
    const items = await read([path, file('next.json', '{"next":1}')]);

    expect(items[0]).toMatchObject({
      kind: 'fault',
      file: path,
      line: 0,
      fault: expect.stringContaining(words),
    });
    expect(items[1]).toMatchObject({ kind: 'value', value: { next: 1 } });
  });

  it('says of a directory that it is one', async () => {
    expect(await read([directory])).toMatchObject([
      { kind: 'fault', fault: expect.stringContaining('a directory') },
    ]);
  });

  it('takes a pasted text as one record', async () => {
    const text = 'An error occurred (AccessDenied)\nwhen calling the Scan operation: no\n';

    expect(values(await read(['-'], [Buffer.from(text)]))).toEqual([text.trim()]);
  });

  it('reads a short log with a JSON line in it by its lines', async () => {
    expect(
      values(await read(['-'], [Buffer.from('starting\n{"message":"x"}\nstopped\n')])),
    ).toEqual(['starting', { message: 'x' }, 'stopped']);
  });

  it('reads text longer than 64 KiB as a log, one record a line', async () => {
    const lines = Array.from(
      { length: 2000 },
      (_, n) => `2026-03-01 08:00:00 line ${n} of the log, and some more of it`,
    );
    const items = await read(['-'], [Buffer.from(lines.join('\r\n'))]);

    expect(items).toHaveLength(2000);
    expect(items[1999]).toMatchObject({ value: lines[1999], line: 2000 });
  });

  it('refuses a line of a log that is longer than 1 MiB and reads on', async () => {
    const items = await read(['-'], [Buffer.from(`first\n${'x'.repeat(1024 * 1024 + 1)}\nlast`)]);

    expect(values(items)).toEqual(['first', 'fault', 'last']);
  });

  it('tells how much was read, and how much there is', async () => {
    const path = file('sized.json', '{"a":1}');
    const inputs = createFileInputs({ stdin: Readable.from([]) });
    const heard: number[] = [];
    for await (const batch of inputs.read([path, path], (read) => heard.push(read))) void batch;

    expect(heard).toEqual([7, 14]);
    expect(await inputs.totalBytes([path, path])).toBe(14);
    expect(await inputs.totalBytes([path, '-'])).toBeUndefined();
  });
});
