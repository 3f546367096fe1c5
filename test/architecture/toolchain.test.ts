import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

type Manifest = {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly license: string;
};
type LockedPackage = {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
};

const manifest = readJson('package.json') as Manifest;
const lock = readJson('package-lock.json') as { packages: Readonly<Record<string, LockedPackage>> };
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

const LICENCES = new Set([
  'MIT',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Python-2.0',
  'PSF-2.0',
]);
/** CC-BY-4.0 is a licence for data, not for code. */
const DATA_ONLY = new Set(['caniuse-lite']);

describe('architecture/toolchain', () => {
  it('runs npm scripts on Node 24 or later, whichever Node the shell has', () => {
    expect(Number(/^v(\d+)/.exec(process.version)?.[1])).toBeGreaterThanOrEqual(24);
  });

  it('pins every direct dependency to one version', () => {
    const loose = Object.entries({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.overrides,
    }).filter(([, version]) => !isExact(version));

    expect(loose).toEqual([]);
    expect(
      ['^1.2.3', '~1.2.3', '1.2', 'latest', '*', '>=1.0.0', 'npm:a@^1.0.0'].filter(isExact),
    ).toEqual([]);
  });

  it('has a lock that names the same versions', () => {
    const root = lock.packages[''] as unknown as Manifest;

    expect(root.dependencies).toEqual(manifest.dependencies);
    expect(root.devDependencies).toEqual(manifest.devDependencies);
  });

  it('keeps the runtime dependencies few: a vendor counts once, however many of its clients are used', () => {
    const vendors = new Set(Object.keys(manifest.dependencies).map((name) => name.split('/')[0]));

    expect(vendors.size).toBeLessThanOrEqual(14);
  });

  it('keeps to permissive licences in the whole lock', () => {
    const refused = locked
      .map(([path, entry]) => ({ name: nameOf(path), licence: licenceOf(path, entry) }))
      .filter(({ name, licence }) => !isAccepted(name, licence));

    expect(refused).toEqual([]);
    expect(locked.length).toBeGreaterThan(100);
  });

  it.each([
    ['any', 'AGPL-3.0-only', false],
    ['any', 'GPL-3.0-or-later', false],
    ['any', 'MPL-2.0', false],
    ['any', 'UNKNOWN', false],
    ['any', 'MIT AND GPL-2.0-only', false],
    ['any', '(MIT OR GPL-2.0-only)', true],
    ['any', 'CC-BY-4.0', false],
    ['caniuse-lite', 'CC-BY-4.0', true],
  ])('judges %s under %s: accepted %s', (name, licence, accepted) => {
    expect(isAccepted(name, licence)).toBe(accepted);
  });

  it('has the scripts that the documents promise', () => {
    const promised = 'build typecheck lint format arch docs:check notices:check test check';

    for (const script of `${promised} test:conformance soak demo start bench`.split(' ')) {
      expect(Object.keys(manifest.scripts)).toContain(script);
    }
    expect(manifest.license).toBe('Apache-2.0');
  });
});

function isExact(version: string): boolean {
  return /^(?:npm:(?:@[a-z0-9-]+\/)?[a-z0-9-]+@)?\d+\.\d+\.\d+$/.test(version);
}

function isAccepted(name: string, licence: string): boolean {
  if (licence === 'CC-BY-4.0') return DATA_ONLY.has(name);
  if (licence.includes(' AND ') || licence.includes(' WITH ')) return false;
  return licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((one) => LICENCES.has(one));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** The lock names the licence; an entry that does not is asked itself. */
function licenceOf(path: string, entry: LockedPackage): string {
  if (entry.license !== undefined) return entry.license;
  const { license } = readJson(`${path}/package.json`) as { license?: string };
  return license ?? 'UNKNOWN';
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(`${ROOT}/${path}`, 'utf8'));
}
