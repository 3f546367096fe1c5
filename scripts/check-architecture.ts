import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, format, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CONFIG_FILE = join(ROOT, '.dependency-cruiser.mjs');

/** The folders that ship and that the import rules cover. */
export const SHIPPED_FOLDERS = ['src', 'handlers'] as const;

/** Runs the rules of `.dependency-cruiser.mjs` over the shipped folders of a tree (an absolute path). */
export async function cruiseTree(baseDir: string): Promise<ICruiseResult> {
  const options = await extractDepcruiseOptions(CONFIG_FILE);
  const folders = SHIPPED_FOLDERS.filter((folder) => existsSync(join(baseDir, folder)));
  const { output } = await cruise(folders, { ...options, baseDir, validate: true });
  if (typeof output === 'string') throw new Error('the cruise answered text, not a result');
  return output;
}

/** Every TypeScript module below the shipped folders of a tree, as a path from its root. */
export function listModules(baseDir: string): readonly string[] {
  return SHIPPED_FOLDERS.filter((folder) => existsSync(join(baseDir, folder)))
    .flatMap((folder) =>
      readdirSync(join(baseDir, folder), { recursive: true, encoding: 'utf8' }).map(
        (path) => `${folder}/${path}`,
      ),
    )
    .filter((path) => path.endsWith('.ts'));
}

/**
 * What is wrong with a cruise, one sentence each. A cruise that did not see every module proves nothing:
 * with a TypeScript that it does not support, dependency-cruiser sees none and reports success.
 */
export function faultsOfCruise(
  result: Pick<ICruiseResult, 'modules' | 'summary'>,
  expectedModules: readonly string[],
): readonly string[] {
  const seen = new Set(result.modules.map((module) => module.source));
  const missed = expectedModules.filter((path) => !seen.has(path));
  return [
    ...(expectedModules.length === 0 ? ['there is no module to check'] : []),
    ...missed.map((path) => `the cruise did not see ${path}`),
    ...result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  ];
}

if (import.meta.main) {
  const result = await cruiseTree(ROOT);
  const faults = faultsOfCruise(result, listModules(ROOT));
  console.log((await format(result, { outputType: 'err-long' })).output);
  if (faults.length > 0) console.error(faults.join('\n'));
  process.exitCode = faults.length === 0 ? 0 : 1;
}
