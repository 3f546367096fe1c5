import { readFile } from 'node:fs/promises';
import type { Config } from './config-schema.ts';
import { parseConfig } from './parse-config.ts';

/**
 * The configuration that was packaged with the functions: `config.json` beside the bundle, unless a
 * test names another. Throws where it is missing or invalid, so that the function refuses to work.
 */
export async function readPackagedConfig(
  file: URL = new URL('config.json', import.meta.url),
): Promise<Config> {
  const parsed = parseConfig(JSON.parse(await readFile(file, 'utf8')));
  if (parsed.kind === 'valid') return parsed.config;
  const [fault] = parsed.faults;
  throw new Error(`config.json is not valid: ${fault?.path}: ${fault?.message}`);
}
