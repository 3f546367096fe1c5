import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Plugin } from 'esbuild';

/** The folder of the catalogue's data files beside a bundle that uses them. */
export const CATALOG_FOLDER = 'catalog';

const IN_SOURCE = 'import(`./services/${prefix}.generated.json`, {';
const IN_BUNDLE = `import(new URL(\`${CATALOG_FOLDER}/\${prefix}.json\`, import.meta.url).href, {`;

/** Generated data of this size and more is a file beside the bundle: the table of actions without a resource. */
const LARGE = 50 * 1024;

/**
 * Leaves generated data as files beside the bundle. A service of the catalogue is read when a denial names it: as
 * chunks, their mere list of 456 imports would be 40 KB of every cold start. A large table is parsed as JSON, which is
 * faster than the same as JavaScript. `onFile` hears of each such table, to be copied.
 */
export function catalogFiles(onFile: (path: string) => void): Plugin {
  return {
    name: 'catalog-files',
    setup(build) {
      build.onLoad({ filter: /\/src\/catalog\/load-service\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        if (!source.includes(IN_SOURCE)) {
          return {
            errors: [{ text: `${path} imports its services in another way than expected` }],
          };
        }
        return { loader: 'ts', contents: source.replace(IN_SOURCE, IN_BUNDLE) };
      });
      build.onResolve(
        { filter: /\.generated\.json$/ },
        async ({ path, resolveDir, pluginData }) => {
          if (pluginData === 'resolved') return undefined;
          const found = await build.resolve(path, {
            resolveDir,
            kind: 'import-statement',
            pluginData: 'resolved',
          });
          const { size } = await stat(found.path);
          if (size < LARGE) return undefined;
          onFile(found.path);
          return { path: found.path, namespace: 'catalog-files' };
        },
      );
      build.onLoad({ filter: /./, namespace: 'catalog-files' }, ({ path }) => ({
        loader: 'js',
        contents: [
          `import { readFileSync } from 'node:fs';`,
          `const url = new URL('${CATALOG_FOLDER}/${toFileName(path)}', import.meta.url);`,
          `export default JSON.parse(readFileSync(url, 'utf8'));`,
        ].join('\n'),
      }));
    },
  };
}

/** The name in `CATALOG_FOLDER` of a generated file. */
export function toFileName(path: string): string {
  return basename(path).replace('.generated.json', '.json');
}
