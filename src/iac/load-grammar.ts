import { Language, Parser } from 'web-tree-sitter';

/**
 * A parser of one grammar that is made when it is first asked for, and then kept. The engine itself is one for
 * all of them.
 */
export function createGrammarLoader(
  loadEngine: LoadBytes,
  loadGrammar: LoadBytes,
): () => Promise<Parser> {
  let made: Promise<Parser> | null = null;
  return () => (made ??= makeParser(loadEngine, loadGrammar));
}

/** The bytes of a WebAssembly module. */
type LoadBytes = () => Promise<Uint8Array>;

async function makeParser(loadEngine: LoadBytes, loadGrammar: LoadBytes): Promise<Parser> {
  await Parser.init({ wasmBinary: await loadEngine() });
  const parser = new Parser();
  parser.setLanguage(await Language.load(await loadGrammar()));
  return parser;
}
