import { Lexer } from 'yaml';
import { DEEPEST_NESTING } from '../file-limits.ts';

// A template of 175 KB has about 40,000 tokens; the parser takes a second for 200,000.
const MOST_TOKENS = 200_000;
const MOST_ALIASES = 100;
const WIDEST_INDENT = 400;

/** Which anchors of a file are used by an alias; null when the file is beyond what is parsed. */
export function readAliases(text: string): ReadonlySet<string> | null {
  if (isTooDeep(text)) return null;
  const aliased = new Set<string>();
  let aliases = 0;
  let tokens = 0;
  let depth = 0;
  for (const token of new Lexer().lex(text)) {
    tokens++;
    if (token === '[' || token === '{') depth++;
    if (token === ']' || token === '}') depth--;
    if (token.startsWith('*') && token.length > 1) {
      aliases++;
      aliased.add(token.slice(1));
    }
    if (tokens > MOST_TOKENS || aliases > MOST_ALIASES || depth > DEEPEST_NESTING) return null;
  }
  return aliased;
}

/**
 * Whether a line is indented beyond reason, or starts more values in a row than the lexer, which calls itself
 * for each, can bear: dashes, tags, anchors and marks of keys.
 */
function isTooDeep(text: string): boolean {
  let run = 0;
  let indent = 0;
  for (const word of words(text)) {
    indent = word.isFirst ? word.column : indent;
    run = /^[!&?:*-]/.test(text.charAt(word.start)) ? run + 1 : 0;
    if (run > DEEPEST_NESTING || indent > WIDEST_INDENT) return true;
  }
  return false;
}

function* words(
  text: string,
): Generator<{ readonly start: number; readonly column: number; readonly isFirst: boolean }> {
  let lineStart = 0;
  let isFirst = true;
  let isInWord = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const isSpace = character === ' ' || character === '\t' || character === '\r';
    if (character === '\n') {
      lineStart = at + 1;
      isFirst = true;
    }
    if (isSpace || character === '\n') isInWord = false;
    else if (!isInWord) {
      yield { start: at, column: at - lineStart, isFirst };
      isInWord = true;
      isFirst = false;
    }
  }
}
