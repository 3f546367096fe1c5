import { readFileSync, readdirSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { SHIPPED_FOLDERS, listModules } from '../../scripts/check-architecture.ts';
import { AMBIENT_NAMES, ambientUses } from './ambient-uses.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = [
  'adapters',
  'catalog',
  'cli',
  'compose',
  'console',
  'domain',
  'iac',
  'kernel',
  'ports',
  'scanners',
  'usecases',
];
const PURE = /^src\/(kernel|domain|catalog|iac|scanners|ports|usecases)\//;
/** The reader of the configuration, and the one place where the command line meets its process. */
const READERS_OF_ENV = ['src/compose/config/read-environment.ts', 'src/cli/main.ts'];

const modules = listModules(ROOT)
  .filter((path) => !path.includes('.generated.'))
  .map((path) => ({ path, text: readFileSync(`${ROOT}/${path}`, 'utf8') }));

describe('architecture/source-rules', () => {
  it('reads every module that ships', () => {
    expect(modules.length).toBeGreaterThan(40);
  });

  it('keeps the folders of src fixed', () => {
    const present = readdirSync(`${ROOT}/src`, { withFileTypes: true });

    expect(present.filter((entry) => !entry.isDirectory()).map(({ name }) => name)).toEqual([]);
    expect(FOLDERS).toEqual(expect.arrayContaining(present.map(({ name }) => name)));
  });

  it('keeps clock, chance, environment and network out of what decides', () => {
    const uses = modules
      .filter(({ path }) => PURE.test(path))
      .flatMap(({ path, text }) => [...ambientUses(text)].map((name) => `${path}: ${name}`));

    expect(uses).toEqual([]);
  });

  it('lets only the configuration and the entry point read process.env', () => {
    const readers = modules
      .filter(({ text }) => ambientUses(text).has('process.env'))
      .map(({ path }) => path);

    expect(readers.filter((path) => !READERS_OF_ENV.includes(path))).toEqual([]);
  });

  it.each([
    ['process.env', 'const a = process.env.HOME;'],
    ['process.env', "const a = process['env'];"],
    ['process.env', 'const a = globalThis.process.env;'],
    ['process', "import process from 'node:process';"],
    ['Date.now', 'const at = Date.now();'],
    ['new Date()', 'const at = new Date();'],
    ['new Date()', 'const at = new Date;'],
    ['Date()', 'const at = Date();'],
    ['Math.random', 'const n = Math.random();'],
    ['randomUUID', "import { randomUUID } from 'node:crypto';"],
    ['randomUUID', 'const id = crypto.randomUUID();'],
    ['getRandomValues', 'globalThis.crypto.getRandomValues(bytes);'],
    ['performance.now', 'const t = performance.now();'],
    ['fetch', 'await fetch(url);'],
    ['fetch', 'await globalThis.fetch(url);'],
    ['setTimeout', 'setTimeout(f, 1);'],
    ['setInterval', 'setInterval(f, 1);'],
    ['setImmediate', 'setImmediate(f);'],
  ] as const)('sees %s in: %s', (name, text) => {
    expect(AMBIENT_NAMES).toContain(name);
    expect([...ambientUses(text)]).toContain(name);
  });

  it.each([
    '// Date.now() and process.env are for others',
    "const text = 'fetch(process.env)';",
    'const at = new Date(iso);',
    'const parsed = Date.parse(iso);',
    'const record = { process: 1, fetch: 2 };',
    'const value = clock.fetch();',
    'type A = { process: string };',
  ])('sees no ambient use in: %s', (text) => {
    expect([...ambientUses(text)]).toEqual([]);
  });

  it('keeps runtime code out of the ports', () => {
    const withCode = modules
      .filter(({ path }) => path.startsWith('src/ports/'))
      .filter(({ text }) => codeOf(text) !== '');

    expect(withCode.map(({ path }) => path)).toEqual([]);
    expect(codeOf('export type A = string;\nexport const LIMIT = 5;')).not.toBe('');
  });

  it('keeps modules small: the median at most 60 lines, none above 300', () => {
    const sizes = modules
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .toSorted((a, b) => a.lines - b.lines);

    expect(sizes.filter(({ lines }) => lines > 300)).toEqual([]);
    expect(sizes[Math.floor(sizes.length / 2)]?.lines).toBeLessThanOrEqual(60);
  });

  it('names modules in kebab-case, and no folder for office work', () => {
    const odd = modules
      .map(({ path }) => path)
      // A folder `_template` is there to be copied.
      .filter((path) => !/^(?:(?:[a-z0-9-]+|_template)\/)*[a-z0-9-]+(?:\.d)?\.ts$/.test(path))
      .concat(
        modules
          .map(({ path }) => path)
          .filter((path) => /\/(utils?|helpers?|common|misc|shared)\//.test(path)),
      );

    expect(odd).toEqual([]);
    expect(SHIPPED_FOLDERS).toEqual(['src', 'handlers']);
  });
});

/** What is left of a module for the run time, without its comments. */
function codeOf(text: string): string {
  return stripTypeScriptTypes(text)
    .replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, '')
    .trim();
}
