import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { runCli } from '../../src/cli/run-cli.ts';
import { anIo } from '../builders/an-io.ts';

// Each folder of test/golden/cli is one command line: `args` ({input} is the folder's input.json, {dir}
// the folder), what it prints (`stdout.txt`, `stderr.txt` where there is any), and its `exit` status.
// GOLDEN_UPDATE=1 writes what the program does now, to be read before it is committed.

const root = fileURLToPath(new URL('./cli/', import.meta.url));
const cases = readdirSync(root).toSorted();
const update = process.env['GOLDEN_UPDATE'] === '1' && process.env['CI'] === undefined;

describe('golden/cli', () => {
  it('has golden cases', () => {
    expect(cases.length).toBeGreaterThan(30);
  });

  it.each(cases)('answers the command line of %s as written down', async (name) => {
    const folder = join(root, name);
    // Relative, so that no path of this machine is printed.
    const dir = relative(process.cwd(), folder);
    const args = readFileSync(join(folder, 'args'), 'utf8').trim().split(/\s+/);
    const { io, stdout, stderr } = anIo();

    const exit = await runCli(
      args.map((arg) => arg.replace('{input}', `${dir}/input.json`).replace('{dir}', dir)),
      io,
    );

    if (update) {
      writeFileSync(join(folder, 'stdout.txt'), stdout());
      writeFileSync(join(folder, 'exit'), `${exit}\n`);
      if (stderr() !== '') writeFileSync(join(folder, 'stderr.txt'), stderr());
    }
    expect(stdout()).toBe(readFileSync(join(folder, 'stdout.txt'), 'utf8'));
    expect(stderr()).toBe(textOf(join(folder, 'stderr.txt')));
    expect(`${exit}\n`).toBe(readFileSync(join(folder, 'exit'), 'utf8'));
  });
});

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
