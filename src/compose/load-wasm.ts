import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { WasmName } from '../iac/registry.ts';

// esbuild replaces it by the folder of the modules, seen from a chunk of the bundle.
declare const ROLEMENDER_WASM: string | undefined;

/** Where each WebAssembly module lies in its package; the build copies them into the bundle under their names. */
export const WASM_FILES: Readonly<Record<WasmName, string>> = {
  engine: 'web-tree-sitter/web-tree-sitter.wasm',
  terraform: '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
};

/** The bytes of a WebAssembly module, beside the bundle or from the installed packages. */
export async function loadWasm(name: WasmName): Promise<Uint8Array> {
  if (typeof ROLEMENDER_WASM === 'string') {
    return await readFile(new URL(`${ROLEMENDER_WASM}/${name}.wasm`, import.meta.url));
  }
  return await readFile(createRequire(import.meta.url).resolve(WASM_FILES[name]));
}
