import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { run } from '../builders/a-terminal.ts';

const GOLDEN = new URL('../golden/demo/stdout.txt', import.meta.url);
const README = new URL('../../README.md', import.meta.url);
const OMISSION = '[…]';
const update = process.env['GOLDEN_UPDATE'] === '1' && process.env['CI'] === undefined;

// `npm run golden:update` writes it anew; read the difference before it is committed.
describe('scenarios/demo', () => {
  it('tells the same story every time, and ends well', async () => {
    const { code, stdout, stderr } = await run(['demo']);
    if (update) await writeFile(GOLDEN, stdout);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(await readFile(GOLDEN, 'utf8'));
  });

  it('is quoted in the README as it is, with the omissions marked', async () => {
    const golden = await readFile(GOLDEN, 'utf8');
    const [, block = ''] = /```text\n([\s\S]*?)```/.exec(await readFile(README, 'utf8')) ?? [];
    expect(block.split('\n').length).toBeGreaterThan(20);
    let from = 0;
    for (const part of block.split(`${OMISSION}\n`)) {
      const at = golden.indexOf(part.trim(), from);
      expect({ part, isQuoted: at >= 0 }).toEqual({ part, isQuoted: true });
      from = at + part.trim().length;
    }
  });
});
