import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Metafile } from 'esbuild';
import type { Config } from '../src/compose/config/config-schema.ts';
import { parseConfigText } from '../src/compose/config/parse-config-text.ts';
import { bundleHandler } from './bundle/bundle-handler.ts';
import { toDeployParts } from './deploy/deploy-parts.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What was built: each handler's files, as far as code goes, and their bytes. */
export type BuiltHandler = {
  readonly name: string;
  readonly folder: string;
  readonly codeBytes: number;
  readonly metafile: Metafile;
};

/** Reads and checks the configuration; throws with every fault and its line where it is missing or invalid. */
export async function readConfigFile(file: string): Promise<Config> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`there is no ${file}; start with a copy of rolemender.example.yml`);
  });
  const parsed = parseConfigText(text);
  if (parsed.kind === 'valid') return parsed.config;
  throw new Error(
    parsed.faults
      .map(({ line, path, message }) => `${file}:${line}: ${path}: ${message}`)
      .join('\n'),
  );
}

/** The names of the handlers: the modules of a folder. */
export async function listHandlers(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder);
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .toSorted();
}

/** Bundles every handler of a folder below `out`, each with the configuration and, where it reads it, the catalogue. */
export async function buildHandlers(
  handlersFolder: string,
  config: Config,
  out: string,
): Promise<readonly BuiltHandler[]> {
  await rm(out, { recursive: true, force: true });
  const built: BuiltHandler[] = [];
  for (const name of await listHandlers(handlersFolder)) {
    const folder = join(out, name);
    const metafile = await bundleHandler(join(handlersFolder, `${name}.ts`), folder);
    await writeFile(join(folder, 'config.json'), `${JSON.stringify(config, null, 1)}\n`);
    const sizes = Object.values(metafile.outputs).map(({ bytes }) => bytes);
    built.push({ name, folder, codeBytes: sizes.reduce((a, b) => a + b, 0), metafile });
  }
  return built;
}

/** Writes what `serverless.yml` takes from the configuration: one JSON file a part. */
export async function writeDeployParts(config: Config, out: string): Promise<void> {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  for (const [name, part] of Object.entries(toDeployParts(config))) {
    await writeFile(join(out, `${name}.json`), `${JSON.stringify(part, null, 1)}\n`);
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      config: { type: 'string', default: 'rolemender.yml' },
      out: { type: 'string', default: 'dist' },
    },
  });
  try {
    const config = await readConfigFile(values.config);
    if (config.accounts.length === 0) {
      console.warn(`${values.config} names no accounts: every denial will be refused`);
    }
    const out = resolve(values.out);
    const built = await buildHandlers(join(ROOT, 'handlers'), config, join(out, 'handlers'));
    await writeDeployParts(config, join(out, 'deploy'));
    for (const { name, codeBytes } of built) {
      console.log(`${(codeBytes / 1024).toFixed(1).padStart(8)} KB  ${name}`);
    }
    console.log(`${built.length} handlers`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
