import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  buildHandlers,
  type BuiltHandler,
  writeDeployParts,
} from '../../scripts/build-handlers.ts';
import { FUNCTION_NAMES } from '../../scripts/deploy/function-permissions.ts';
import type { Config } from '../../src/compose/config/config-schema.ts';
import { parseConfigText } from '../../src/compose/config/parse-config-text.ts';
import type { Template } from './resolve-template.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OSLS = join(ROOT, 'node_modules/serverless/bin/serverless.js');
const HANDLER = 'export const handler = async (event: unknown): Promise<unknown> => event;\n';

export type PackagedService = {
  /** The directory that stands for the repository; `.serverless/` is in it. */
  readonly directory: string;
  readonly template: Template;
  readonly handlers: readonly BuiltHandler[];
};

/** The configuration of a text of YAML; throws where it is not valid. */
export function aConfig(text: string): Config {
  const parsed = parseConfigText(text);
  if (parsed.kind === 'valid') return parsed.config;
  throw new Error(JSON.stringify(parsed.faults));
}

/** The configuration that shows every setting. */
export async function exampleConfig(): Promise<Config> {
  return aConfig(await readFile(join(ROOT, 'rolemender.example.yml'), 'utf8'));
}

/**
 * Packages the service as `npm run package` does, in a directory of its own, with an empty environment and proxies that
 * lead nowhere: whatever asks the network fails. `isReal` bundles the handlers; else each is one empty function.
 */
export async function packageService(
  config: Config,
  { isReal = false }: { readonly isReal?: boolean } = {},
): Promise<PackagedService> {
  const directory = await mkdtemp(join(tmpdir(), 'rolemender-package-'));
  const folder = isReal ? join(ROOT, 'handlers') : await emptyHandlers(directory);
  const handlers = await buildHandlers(folder, config, join(directory, 'dist/handlers'));
  await writeDeployParts(config, join(directory, 'dist/deploy'));
  for (const name of ['serverless.yml', 'package.json', 'deploy']) {
    await cp(join(ROOT, name), join(directory, name), { recursive: true });
  }
  await promisify(execFile)(process.execPath, [OSLS, 'package'], {
    cwd: directory,
    env: {
      HOME: directory,
      PATH: '/usr/bin:/bin',
      HTTP_PROXY: 'http://127.0.0.1:9',
      HTTPS_PROXY: 'http://127.0.0.1:9',
      http_proxy: 'http://127.0.0.1:9',
      https_proxy: 'http://127.0.0.1:9',
    },
  });
  const file = join(directory, '.serverless/cloudformation-template-update-stack.json');
  const template = JSON.parse(await readFile(file, 'utf8')) as Template;
  return { directory, template, handlers };
}

async function emptyHandlers(directory: string): Promise<string> {
  const folder = join(directory, 'handlers');
  await mkdir(folder);
  for (const name of FUNCTION_NAMES) await writeFile(join(folder, `${name}.ts`), HANDLER);
  return folder;
}
