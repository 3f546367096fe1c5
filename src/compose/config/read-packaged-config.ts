import { readFile } from 'node:fs/promises';
import type { Config } from './config-schema.ts';

/**
 * The configuration that was packaged with the functions: `config.json` beside the bundle, unless a test names another.
 * It was checked when it was packaged and cannot change since, so a cold start does not check it again. Throws where it
 * is missing or of another version; then the function refuses to work.
 */
export async function readPackagedConfig(
  file: URL = new URL('config.json', import.meta.url),
): Promise<Config> {
  const config = JSON.parse(await readFile(file, 'utf8')) as Config;
  // The schema has one version; a file that another release wrote is not for this one.
  if (config.version !== 1) throw new Error(`config.json is of version ${String(config.version)}`);
  return config;
}
