import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readPackagedConfig } from '../../../src/compose/config/read-packaged-config.ts';
import { exampleConfig } from '../../builders/packaged-service.ts';

async function fileOf(text: string): Promise<URL> {
  const file = join(await mkdtemp(join(tmpdir(), 'rolemender-config-')), 'config.json');
  await writeFile(file, text);
  return pathToFileURL(file);
}

describe('compose/config/read-packaged-config', () => {
  it('reads what was packaged', async () => {
    const config = await exampleConfig();

    expect(await readPackagedConfig(await fileOf(JSON.stringify(config)))).toEqual(config);
  });

  it.each(['', 'null', '[]', '{"version":2}', '{}'])('refuses %j', async (text) => {
    await expect(fileOf(text).then(readPackagedConfig)).rejects.toThrow();
  });

  it('refuses to go without', async () => {
    await expect(readPackagedConfig(new URL('file:///nowhere/config.json'))).rejects.toThrow(
      /ENOENT/,
    );
  });
});
