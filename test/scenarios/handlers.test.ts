import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { FUNCTION_NAMES } from '../../scripts/deploy/function-permissions.ts';

const FOLDER = fileURLToPath(new URL('../../handlers/', import.meta.url));
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));

// The eleven functions, as Lambda's runtime finds them.
describe('scenarios/handlers', () => {
  beforeAll(() => {
    process.env['AWS_LAMBDA_FUNCTION_NAME'] ??= 'rolemender-test';
  });

  it('are those that serverless.yml names', () => {
    expect(files.map((file) => file.slice(0, -3)).toSorted()).toEqual(
      [...FUNCTION_NAMES].toSorted(),
    );
  });

  it.each(files)('%s exports one async handler of at most two arguments', async (file) => {
    const module = (await import(pathToFileURL(FOLDER + file).href)) as Record<string, unknown>;
    expect(Object.keys(module)).toEqual(['handler']);
    const { handler } = module;
    // Node 24's runtime refuses a third argument, the callback.
    expect(typeof handler === 'function' && handler.length).toBe(2);
  });

  it.each(files)('%s is a mapping of at most forty lines', (file) => {
    expect(readFileSync(FOLDER + file, 'utf8').split('\n').length).toBeLessThanOrEqual(41);
  });
});
