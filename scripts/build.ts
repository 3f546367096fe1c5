import { chmod, copyFile, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { WASM_FILES } from '../src/compose/load-wasm.ts';

/**
 * Bundles the program into dist/rolemender.mjs and dist/chunks/, or into the folder named, and prints
 * the sizes unless --quiet. Each verb is a chunk of its own, so that `explain` starts without the store, the SDK, the console and the parsers.
 */
const [named] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const OUT = named ?? 'dist';
const isQuiet = process.argv.includes('--quiet');
const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };

// The handlers' bundles, of `npm run package`, are beside it and stay.
for (const made of ['rolemender.mjs', 'chunks']) {
  await rm(`${OUT}/${made}`, { recursive: true, force: true });
}
const { metafile } = await build({
  entryPoints: { rolemender: 'src/cli/main.ts' },
  outdir: OUT,
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  minify: true,
  keepNames: false,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // esbuild's default for node takes the SDK's CommonJS, which cannot be shaken.
  mainFields: ['module', 'main'],
  // It loads a native addon from its own folder, which a bundle has not.
  external: ['dynalite'],
  define: { ROLEMENDER_VERSION: JSON.stringify(version), ROLEMENDER_WASM: '"../wasm"' },
  // Bundled CommonJS packages call require() for node's own modules. The shebang must be the first line.
  banner: {
    js: "#!/usr/bin/env node\nimport{createRequire as $cr}from'node:module';const require=$cr(import.meta.url);",
  },
  metafile: true,
  logLevel: 'warning',
});
await chmod(`${OUT}/rolemender.mjs`, 0o755);

// As files of their own: a bundler's import of one would be run as a module, and only `fix` reads them.
const { resolve } = createRequire(import.meta.url);
await mkdir(`${OUT}/wasm`);
for (const [name, file] of Object.entries(WASM_FILES)) {
  await copyFile(resolve(file), `${OUT}/wasm/${name}.wasm`);
}

const outputs = Object.keys(metafile.outputs).toSorted();
const WORTH_A_LINE = 10 * 1024;
const CATALOG = 'src/catalog/services/';
let total = 0;
let catalog = 0;
for (const output of outputs) {
  const { size } = await stat(output);
  total += size;
  const from = metafile.outputs[output]?.entryPoint ?? '';
  if (from.startsWith(CATALOG)) {
    catalog += size;
    continue;
  }
  if (isQuiet) continue;
  if (size >= WORTH_A_LINE || output.endsWith('rolemender.mjs')) {
    console.log(`${(size / 1024).toFixed(1).padStart(8)} KB  ${output}  ${from}`);
  }
}
if (!isQuiet) {
  console.log(`${(catalog / 1024).toFixed(1).padStart(8)} KB  the catalogue’s services`);
  console.log(`${(total / 1024).toFixed(1).padStart(8)} KB  in ${outputs.length} files`);
}
