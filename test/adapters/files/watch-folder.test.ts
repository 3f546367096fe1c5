import { appendFile, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { watchFolder } from '../../../src/adapters/files/watch-folder.ts';

const INTERVAL = 15;

let directory: string;
let abort: AbortController;
let seen: string[];
let watching: Promise<void>;

const fileOf = (name: string): string => join(directory, name);
const write = (name: string, text: string): Promise<void> => writeFile(fileOf(name), text);

/** Waits for the watcher to see so many files, or for long enough that it would have seen more. */
async function until(count: number): Promise<readonly string[]> {
  for (let turn = 0; turn < 200 && seen.length < count; turn++) await sleep(INTERVAL);
  await sleep(INTERVAL * 5);
  return seen;
}

async function watch(intervalMilliseconds = INTERVAL): Promise<void> {
  const options = { intervalMilliseconds, signal: abort.signal };
  for await (const file of watchFolder(directory, options)) seen.push(basename(file));
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'watch-folder-'));
  abort = new AbortController();
  seen = [];
});

afterEach(async () => {
  abort.abort();
  await watching;
  await rm(directory, { recursive: true, force: true });
});

describe('adapters/files/watch-folder', () => {
  it('names the files that are there, in the order of their names, once', async () => {
    await Promise.all([write('b.json', '{}'), write('a.json', '{}')]);
    watching = watch();

    expect(await until(2)).toEqual(['a.json', 'b.json']);
  });

  it('names files as they arrive', async () => {
    await write('a.json', '{}');
    watching = watch();
    await until(1);
    await write('b.json', '{}');

    expect(await until(2)).toEqual(['a.json', 'b.json']);
  });

  it('names a file again when it has grown', async () => {
    await write('a.jsonl', '{}\n');
    watching = watch();
    await until(1);
    await appendFile(fileOf('a.jsonl'), '{}\n');

    expect(await until(2)).toEqual(['a.jsonl', 'a.jsonl']);
  });

  it('names a file again when another of the same size took its place', async () => {
    await write('a.json', '{"id":1}');
    await utimes(fileOf('a.json'), 1000, 1000);
    watching = watch();
    await until(1);
    await write('a.json', '{"id":2}');

    expect(await until(2)).toEqual(['a.json', 'a.json']);
  });

  it('names a file again that went away and came back', async () => {
    await write('a.json', '{}');
    await utimes(fileOf('a.json'), 1000, 1000);
    watching = watch();
    await until(1);
    await rm(fileOf('a.json'));
    await until(1);
    await write('a.json', '{}');
    await utimes(fileOf('a.json'), 1000, 1000);

    expect(await until(2)).toEqual(['a.json', 'a.json']);
  });

  it('waits for a file that is still being written', async () => {
    // Far longer than a pause of the writer below, however busy the machine is.
    watching = watch(250);
    for (let part = 0; part < 40; part++) {
      await appendFile(fileOf('a.json'), 'x'.repeat(10));
      await sleep(INTERVAL);
      expect(seen).toEqual([]);
    }

    expect(await until(1)).toEqual(['a.json']);
  });

  it('passes hidden files and folders over', async () => {
    await write('.hidden.json', '{}');
    await mkdir(fileOf('folder.json'));
    await write('a.json', '{}');
    watching = watch();

    expect(await until(1)).toEqual(['a.json']);
  });

  it('ends when it is told to, in the middle of a folder', async () => {
    await Promise.all(['a', 'b', 'c'].map((name) => write(name, '{}')));
    const options = { intervalMilliseconds: INTERVAL, signal: abort.signal };
    watching = (async () => {
      for await (const file of watchFolder(directory, options)) {
        seen.push(basename(file));
        abort.abort();
      }
    })();

    await watching;
    expect(seen).toEqual(['a']);
  });

  it('names nothing when it was told to end before', async () => {
    await write('a.json', '{}');
    abort.abort();
    watching = watch();

    await watching;
    expect(seen).toEqual([]);
  });

  it('says so when the folder cannot be read', async () => {
    const options = { intervalMilliseconds: INTERVAL, signal: abort.signal };
    watching = Promise.resolve();
    const files = watchFolder(fileOf('no-such-folder'), options);

    await expect(files.next()).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/no-such-folder: this folder cannot be read$/),
    });
  });
});
