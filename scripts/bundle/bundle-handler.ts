import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { CATALOG_FOLDER, catalogFiles, toFileName } from './catalog-files.ts';
import { envCredentials } from './env-credentials.ts';
import { lazyHttp } from './lazy-http.ts';
import { unusedParts } from './unused-parts.ts';

const SERVICES = fileURLToPath(new URL('../../src/catalog/services/', import.meta.url));

/**
 * Bundles one handler into `folder`: `index.mjs` and, for what it imports when needed, chunks beside it. All files lie
 * flat, because modules find `config.json` and the catalogue by their own address.
 */
export async function bundleHandler(entry: string, folder: string): Promise<Metafile> {
  const tables = new Set<string>();
  const { metafile } = await build({
    ...toOptions(entry, folder),
    format: 'esm',
    splitting: true,
    minify: true,
    // esbuild's default for node takes the SDK's CommonJS, which cannot be shaken.
    mainFields: ['module', 'main'],
    plugins: [lazyHttp, envCredentials, unusedParts, catalogFiles((path) => tables.add(path))],
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    // Bundled CommonJS packages call require() for node's own modules.
    banner: {
      js: "const require=process.getBuiltinModule('node:module').createRequire(import.meta.url);",
    },
  });
  await copyData(metafile, tables, folder);
  return metafile;
}

/** The same handler as the common plugins build it by default, to be measured beside ours. */
export async function bundleHandlerByDefaults(entry: string, folder: string): Promise<Metafile> {
  const tables = new Set<string>();
  const { metafile } = await build({
    ...toOptions(entry, folder),
    format: 'cjs',
    plugins: [catalogFiles((path) => tables.add(path))],
    outExtension: { '.js': '.cjs' },
    define: { 'import.meta.url': '$url' },
    banner: { js: "const $url=require('node:url').pathToFileURL(__filename).href;" },
  });
  await copyData(metafile, tables, folder);
  return metafile;
}

async function copyData(
  metafile: Metafile,
  tables: Iterable<string>,
  folder: string,
): Promise<void> {
  const readsServices = Object.keys(metafile.inputs).some((path) =>
    path.endsWith('src/catalog/load-service.ts'),
  );
  const services = readsServices
    ? (await readdir(SERVICES)).map((file) => join(SERVICES, file))
    : [];
  const files = [...tables, ...services];
  if (files.length > 0) await mkdir(join(folder, CATALOG_FOLDER), { recursive: true });
  for (const file of files) await copyFile(file, join(folder, CATALOG_FOLDER, toFileName(file)));
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
