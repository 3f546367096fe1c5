import { createCdkEditor } from './cdk/cdk-editor.ts';
import type { Editor } from './editor.ts';
import { jsonEditor } from './json/json-editor.ts';
import { createGrammarLoader } from './load-grammar.ts';
import { createTerraformEditor } from './terraform/terraform-editor.ts';
import { yamlEditor } from './yaml/yaml-editor.ts';

/** The WebAssembly modules of the parsers: the engine, and one grammar a language. */
export type WasmName = 'engine' | 'terraform' | 'typescript' | 'tsx';

/** What editors need from outside. `loadWasm` is called when a file of the format is read, not before. */
export type EditorParts = { readonly loadWasm: (name: WasmName) => Promise<Uint8Array> };

/** Every editor, one line a format. A file belongs to the first one that reads it. */
export function createEditors({ loadWasm }: EditorParts): readonly Editor[] {
  const engine = () => loadWasm('engine');
  const grammar = (name: WasmName) => createGrammarLoader(engine, () => loadWasm(name));
  return [
    jsonEditor,
    yamlEditor,
    createTerraformEditor(grammar('terraform')),
    createCdkEditor(grammar('typescript'), grammar('tsx')),
  ];
}

/** The editor of a file by its name alone; undefined for a file that no editor reads. */
export function findEditor(editors: readonly Editor[], path: string): Editor | undefined {
  return editors.find((editor) => editor.reads(path));
}
