import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** One import: the module `from` imports `to`, a path from the root or a bare name; without `to`, nothing. */
export type SeededImport = {
  readonly from: string;
  readonly to?: string;
  /** Imported with `import type`. */
  readonly typeOnly?: boolean;
};

const PACKAGES = [
  '@aws-sdk/client-iam',
  '@aws-sdk/client-dynamodb',
  'dynalite',
  'diff',
  'valibot',
  'hono',
  'commander',
  'left-pad',
  '@middy/core',
  '@slack/web-api',
  'yaml',
];

/**
 * Writes a small project with the product's folders and the given imports, calls `use` with its
 * directory, and removes it. Its packages are ESM-only; `only-for-dev` is its only dev dependency.
 */
export async function withSeededTree<T>(
  imports: readonly SeededImport[],
  use: (directory: string) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'rolemender-architecture-'));
  try {
    for (const [path, text] of filesOf(imports)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function filesOf(imports: readonly SeededImport[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>([['package.json', projectManifest()]]);
  for (const name of [...PACKAGES, '@hono/node-server']) {
    files.set(`node_modules/${name}/package.json`, packageManifest(name));
    files.set(`node_modules/${name}/index.js`, 'export const value = 1;\n');
  }
  for (const { from, to, typeOnly } of imports) {
    const text = files.get(from) ?? 'export const value = 1;\n';
    const line = `import ${typeOnly ? 'type ' : ''}{ value as v${text.length} } from '${specifier(from, to)}';\n`;
    files.set(from, to === undefined ? text : text + line);
    if (isOwnModule(to) && !files.has(to)) files.set(to, 'export const value = 1;\n');
  }
  return files;
}

function isOwnModule(to: string | undefined): to is string {
  return (
    to !== undefined &&
    /^(src|handlers|test|bench|scripts)\/.*\.ts$/.test(to) &&
    !to.includes('missing')
  );
}

function specifier(from: string, to = ''): string {
  if (!/^(src|handlers|test|bench|scripts)\//.test(to)) return to;
  return `${'../'.repeat(from.split('/').length - 1)}${to}`;
}

function projectManifest(): string {
  const dependencies = Object.fromEntries(PACKAGES.map((name) => [name, '1.0.0']));
  return JSON.stringify({
    name: 'seeded',
    version: '1.0.0',
    type: 'module',
    dependencies,
    devDependencies: { '@hono/node-server': '1.0.0' },
  });
}

function packageManifest(name: string): string {
  return JSON.stringify({
    name,
    version: '1.0.0',
    type: 'module',
    exports: { '.': { import: './index.js' } },
  });
}
