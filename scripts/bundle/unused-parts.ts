import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const UNUSED = /^(?:bowser|@smithy\/core\/event-streams)$/;

/**
 * Leaves out what the SDK imports on ways that no function of ours takes: the parser of a browser's user agent, and the
 * codec of event streams, which none of our operations has. Whoever gets there is told so.
 */
export const unusedParts: Plugin = {
  name: 'unused-parts',
  setup(build) {
    build.onResolve({ filter: UNUSED }, ({ path }) => ({ path, namespace: 'unused-parts' }));
    build.onLoad({ filter: /./, namespace: 'unused-parts' }, ({ path }) => ({
      loader: 'js',
      contents: `throw new Error('${path} was left out of the bundle: scripts/bundle/unused-parts.ts');`,
    }));
    // A client reads its version for the user agent, and carries the whole file.
    build.onLoad({ filter: /\/@aws-sdk\/client-[^/]+\/package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
      return { loader: 'json', contents: JSON.stringify({ version }) };
    });
  },
};
