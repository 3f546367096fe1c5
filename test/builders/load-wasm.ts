import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { WasmName } from '../../src/iac/registry.ts';

const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const FILES: Readonly<Record<WasmName, string>> = {
  engine: 'web-tree-sitter/web-tree-sitter.wasm',
  terraform: '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
};

/** The parsers' modules as they lie in node_modules. */
export async function loadWasm(name: WasmName): Promise<Uint8Array> {
  return await readFile(MODULES + FILES[name]);
}
