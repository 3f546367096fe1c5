import { type BuildOptions, build, type Metafile } from 'esbuild';
import { catalogFiles } from './catalog-files.ts';
import { envCredentials } from './env-credentials.ts';
import { lazyHttp } from './lazy-http.ts';

/**
 * Bundles one handler into `folder`: `index.mjs` and, for what it imports when needed, chunks beside it. All files lie
 * flat, because modules find `config.json` and the catalogue by their own address.
 */
export async function bundleHandler(entry: string, folder: string): Promise<Metafile> {
  const { metafile } = await build({
    ...toOptions(entry, folder),
    format: 'esm',
    splitting: true,
    minify: true,
    // esbuild's default for node takes the SDK's CommonJS, which cannot be shaken.
    mainFields: ['module', 'main'],
    plugins: [lazyHttp, envCredentials, catalogFiles],
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    // Bundled CommonJS packages call require() for node's own modules.
    banner: {
      js: "import{createRequire as $cr}from'node:module';const require=$cr(import.meta.url);",
    },
  });
  return metafile;
}

/** The same handler as the common plugins build it by default, to be measured beside ours. */
export async function bundleHandlerByDefaults(entry: string, folder: string): Promise<Metafile> {
  const { metafile } = await build({
    ...toOptions(entry, folder),
    format: 'cjs',
    plugins: [catalogFiles],
    outExtension: { '.js': '.cjs' },
    define: { 'import.meta.url': '$url' },
    banner: { js: "const $url=require('node:url').pathToFileURL(__filename).href;" },
  });
  return metafile;
}

function toOptions(entry: string, folder: string) {
  return {
    entryPoints: { index: entry },
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node24',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  } satisfies BuildOptions & { metafile: true };
}
