import { LineCounter, type Node, parseDocument } from 'yaml';
import type { Config } from './config-schema.ts';
import { parseConfig } from './parse-config.ts';

/** A fault with its place in the text; `line` from 1. */
export type ConfigTextFault = {
  readonly line: number;
  readonly path: string;
  readonly message: string;
};

export type ParsedConfigText =
  | { readonly kind: 'valid'; readonly config: Config }
  | { readonly kind: 'invalid'; readonly faults: readonly ConfigTextFault[] };

/** More than this nobody writes; a file of aliases that grow when they are read stops here, too. */
const LIMITS = { characters: 512 * 1024, aliases: 50 };

/** Checks the text of `rolemender.yml`. For packaging and the command line: a function in AWS reads JSON. */
export function parseConfigText(text: string): ParsedConfigText {
  if (text.length > LIMITS.characters) {
    return invalid([{ line: 1, path: '', message: 'the file is larger than 512 KB' }]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const broken = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
    line: lines.linePos(pos[0]).line,
    path: '',
    // The first line says it; a picture of the place follows.
    message: message.split('\n', 1)[0]!,
  }));
  if (broken.length > 0) return invalid(broken);
  const value = toValue(document);
  if (value instanceof Error) return invalid([{ line: 1, path: '', message: value.message }]);
  const parsed = parseConfig(value);
  if (parsed.kind === 'valid') return parsed;
  return invalid(
    parsed.faults.map((fault) => {
      const offset = offsetOf(document, fault.path);
      return { line: lines.linePos(offset).line, ...fault };
    }),
  );
}

function invalid(faults: readonly ConfigTextFault[]): ParsedConfigText {
  return { kind: 'invalid', faults: faults.toSorted((a, b) => a.line - b.line) };
}

type Yaml = ReturnType<typeof parseDocument>;

function toValue(document: Yaml): unknown {
  try {
    return document.toJS({ maxAliasCount: LIMITS.aliases });
  } catch (error) {
    // An alias of nothing, or so many of them that the text grows without end.
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Where the value of a path starts, or the deepest part of the path that is in the text. */
function offsetOf(document: Yaml, path: string): number {
  const keys = [...path.matchAll(/[^.[\]]+/g)].map(([key]) => key);
  for (let length = keys.length; length > 0; length--) {
    const node = document.getIn(keys.slice(0, length).map(toKey), true) as Node | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

function toKey(key: string): string | number {
  return /^\d+$/.test(key) ? Number(key) : key;
}
