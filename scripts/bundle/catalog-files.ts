import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** The folder of the catalogue's data files beside a bundle that uses it. */
export const CATALOG_FOLDER = 'catalog';

const IN_SOURCE = 'import(`./services/${prefix}.generated.json`, {';
const IN_BUNDLE = `import(new URL(\`${CATALOG_FOLDER}/\${prefix}.json\`, import.meta.url).href, {`;

/**
 * Leaves the catalogue's services as files beside the bundle, read when a denial names the service. As chunks, their
 * mere list of 456 imports would be 40 KB of every cold start.
 */
export const catalogFiles: Plugin = {
  name: 'catalog-files',
  setup(build) {
    build.onLoad({ filter: /\/src\/catalog\/load-service\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes(IN_SOURCE)) {
        return { errors: [{ text: `${path} imports its services in another way than expected` }] };
      }
      return { loader: 'ts', contents: source.replace(IN_SOURCE, IN_BUNDLE) };
    });
  },
};
