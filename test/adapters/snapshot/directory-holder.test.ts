import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Outcome } from '../../../src/adapters/snapshot/account-state.ts';
import { nameIn } from '../../../src/adapters/snapshot/arn-parts.ts';
import { openDirectoryHolder } from '../../../src/adapters/snapshot/directory-holder.ts';
import { parseSnapshot } from '../../../src/adapters/snapshot/parse-snapshot.ts';
import type { AccountState } from '../../../src/adapters/snapshot/snapshot-schema.ts';
import { anAccount, aPolicy, aRole } from '../../builders/an-account.ts';

// Several processes at once on a small machine that has other work.
jest.setTimeout(120_000);

const CHILD = fileURLToPath(new URL('children/change-account.ts', import.meta.url));

describe('adapters/snapshot/directory-holder', () => {
  let parent: string;
  let directory: string;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'rolemender-account-'));
    directory = join(parent, 'account');
  });
  afterEach(async () => rm(parent, { recursive: true }));

  const open = async (account = anAccount({ policies: [aPolicy('Contended')] })) => {
    const holder = openDirectoryHolder(directory);
    await holder.start(parseSnapshot(account, 'test'));
    return holder;
  };

  it('takes over the first account only', async () => {
    const holder = await open(anAccount({ roles: [aRole('First')] }));

    const second = parseSnapshot(anAccount({ roles: [aRole('Second')] }), 'test');

    expect(await openDirectoryHolder(directory).start(second)).toBe('kept');
    expect((await holder.read()).RoleDetailList.map(({ RoleName }) => RoleName)).toEqual(['First']);
  });

  it('says that there is no account before the first import', async () => {
    await expect(openDirectoryHolder(directory).read()).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it.each(['new', 'open to others before'])(
    'is readable by its owner only (%s)',
    async (before) => {
      if (before !== 'new') {
        await mkdir(directory, { recursive: true });
        await chmod(directory, 0o777);
      }
      await open();

      expect((await stat(directory)).mode & 0o777).toBe(0o700);
      expect((await stat(join(directory, '000001.json'))).mode & 0o777).toBe(0o600);
    },
  );

  it('writes nothing for a change that changes nothing', async () => {
    const holder = await open();

    expect(await holder.update((state) => ({ state, result: 'same' }))).toBe('same');
    expect(await readdir(directory)).toEqual(['000001.json']);
  });

  it('leaves the account alone when a change is refused', async () => {
    const holder = await open();

    const refused = holder.update(() => {
      throw new Error('refused');
    });

    await expect(refused).rejects.toThrow('refused');
    expect(await names(holder)).toEqual(['Contended']);
    await holder.update(adding('After'));
    expect(await names(holder)).toEqual(['Contended', 'After']);
  });

  it('lets every process see a change at once', async () => {
    const [one, other] = [await open(), openDirectoryHolder(directory)];
    await other.read();

    await one.update(adding('New'));

    expect(await names(other)).toContain('New');
  });

  it('keeps the last generations and deletes older ones', async () => {
    const holder = await open();

    for (let n = 0; n < 50; n++) await holder.update(adding(`P${n}`));

    const files = (await readdir(directory)).sort();
    expect(files).toHaveLength(32);
    expect(files.at(-1)).toBe('000051.json');
  });

  it.each([
    { behind: 3, why: 'while its number was taken' },
    { behind: 60, why: 'until its number was taken and deleted again' },
  ])('loses and repeats when a writer slept $why', async ({ behind }) => {
    const holder = await open();
    let runs = 0;

    await holder.update((state) => {
      runs++;
      if (runs === 1) changeInAnotherProcess(directory, 'Other', behind);
      return adding('Slow')(state);
    });

    expect(runs).toBe(2);
    const found = await names(openDirectoryHolder(directory));
    expect(found).toHaveLength(1 + behind + 1);
    expect(found.at(-1)).toBe('Slow');
    expect(Math.min(...(await numbersIn(directory)))).toBeGreaterThan(behind + 2 - 32);
  });

  it('refuses to guess when a writer slept beyond all memory', async () => {
    const holder = await open();

    const lost = holder.update((state) => {
      changeInAnotherProcess(directory, 'Other', 300);
      return adding('Slow')(state);
    });

    await expect(lost).rejects.toMatchObject({ code: 'unavailable' });
    expect(await names(openDirectoryHolder(directory))).not.toContain('Slow');
  });

  it('passes over the draft of a writer that died, and deletes it when it is old', async () => {
    const holder = await open();
    const [old, recent] = [join(directory, '.writing-old'), join(directory, '.writing-recent')];
    await writeFile(old, '{"half a dra');
    await writeFile(recent, '{"half a dra');
    const hourAgo = Date.now() / 1000 - 3600;
    await utimes(old, hourAgo, hourAgo);

    await holder.update(adding('New'));

    expect(await names(openDirectoryHolder(directory))).toContain('New');
    expect((await readdir(directory)).sort()).toEqual([
      '.writing-recent',
      '000001.json',
      '000002.json',
    ]);
  });

  it.each([
    { name: 'cut', text: '{"schema":"rolemender.account/1","writes":["a"],"accou' },
    { name: 'of another kind', text: '{"schema":"rolemender.account/9","writes":[],"account":{}}' },
    { name: 'without an account', text: '{"schema":"rolemender.account/1","writes":["a"]}' },
  ])(
    'fails on a newest file that is $name, and never falls back to an older one',
    async ({ text }) => {
      await open();
      await writeFile(join(directory, '000002.json'), text);

      const read = openDirectoryHolder(directory).read();

      await expect(read).rejects.toMatchObject({ code: 'invalid-data' });
      await expect(read).rejects.toThrow('generation 2');
    },
  );

  it('notices that its files were taken away', async () => {
    const holder = await open();
    await rm(directory, { recursive: true });

    await expect(holder.read()).rejects.toMatchObject({ code: 'unavailable' });
    await expect(holder.update(adding('New'))).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('loses no update of eight processes that write at once', async () => {
    await open();

    const children = Array.from({ length: 8 }, (_, n) =>
      startChild(directory, 'policies', `Child${n}`, 25),
    );
    const acknowledged = (await Promise.all(children.map(({ ended }) => ended))).flat();

    expect(acknowledged).toHaveLength(200);
    const found = await names(openDirectoryHolder(directory));
    expect([...found].sort()).toEqual(['Contended', ...acknowledged].sort());
  });

  it('gives no version id twice to eight processes that fight for one policy', async () => {
    const holder = await open();

    const children = Array.from({ length: 8 }, (_, n) =>
      startChild(directory, 'versions', `Child${n}`, 10),
    );
    const ids = (await Promise.all(children.map(({ ended }) => ended))).flat();

    const numbers = ids.map((id) => Number(id.slice(1))).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 80 }, (_, n) => n + 2));
    const [policy] = (await holder.read()).Policies;
    expect(policy?.DefaultVersionId).toBe('v1');
    expect(policy?.PolicyVersionList.length).toBeLessThanOrEqual(5);
  });

  it('stays readable and keeps every acknowledged change when writers are killed', async () => {
    await open();
    const acknowledged: string[] = [];

    for (let round = 0; round < 3; round++) {
      const children = Array.from({ length: 4 }, (_, n) =>
        startChild(directory, 'policies', `R${round}C${n}`, 100_000),
      );
      for (const child of children) {
        await child.firstLine;
        setTimeout(() => child.kill(), Math.random() * 80);
      }
      const reader = openDirectoryHolder(directory);
      acknowledged.push(...(await Promise.all(children.map(({ ended }) => ended))).flat());

      const found = new Set(await names(reader));
      expect(acknowledged.filter((name) => !found.has(name))).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(12);
    const survivor = openDirectoryHolder(directory);
    await survivor.update(adding('After'));
    expect(await names(survivor)).toContain('After');
  });
});

function adding(name: string): (state: AccountState) => Outcome<void> {
  return (state) => {
    const { Policies } = parseSnapshot(anAccount({ policies: [aPolicy(name)] }), 'test');
    return { state: { ...state, Policies: [...state.Policies, ...Policies] }, result: undefined };
  };
}

async function names(holder: { read(): Promise<AccountState> }): Promise<readonly string[]> {
  return (await holder.read()).Policies.map(({ Arn }) => nameIn(Arn));
}

async function numbersIn(directory: string): Promise<readonly number[]> {
  return (await readdir(directory)).map((name) => Number.parseInt(name, 10));
}

function changeInAnotherProcess(directory: string, name: string, count: number): void {
  execFileSync(process.execPath, [CHILD, directory, 'policies', name, String(count)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function startChild(directory: string, what: string, name: string, count: number) {
  const child = spawn(process.execPath, [CHILD, directory, what, name, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const firstLine = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      resolve();
    });
    child.on('close', () => resolve());
  });
  // A line that was cut by the kill was not acknowledged.
  const ended = new Promise<readonly string[]>((resolve) => {
    child.on('close', () => resolve(output.split('\n').slice(0, -1)));
  });
  return { firstLine, ended, kill: () => child.kill('SIGKILL') };
}
