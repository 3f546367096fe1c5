import { type PlainText, toPlainText } from './pasted-text.ts';

/**
 * A text and its words: runs of ASCII letters and digits, in lower case. Everything else separates
 * words, so that a phrase is found whatever line breaks, hyphens, quotes or Markdown stand inside it.
 */
export type Words = {
  readonly text: string;
  /** What stood at a span of the text before typographic quotes and spaces were replaced; undefined where none were. */
  readonly exact: PlainText['exact'];
  /** All words, each with one space before and one after the last. */
  readonly joined: string;
  /** Each word once: most phrases are ruled out by their first word. */
  readonly vocabulary: ReadonlySet<string>;
  /** Of each word: where it begins in `joined`, and its span in `text`. */
  readonly offsets: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
};

/** A phrase that was found: the indices of its words and its span in the text. */
export type Phrase = {
  readonly firstWord: number;
  readonly lastWord: number;
  readonly start: number;
  readonly end: number;
};

/** Cleans a text (see `toPlainText`) and cuts it into words; linear in its length. */
export function toWords(rawText: string): Words {
  const { text, exact } = toPlainText(rawText);
  const vocabulary = new Set<string>();
  const offsets: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let joined = '';
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && isWordCode(text.charCodeAt(at))) {
      if (start < 0) start = at;
    } else if (start >= 0) {
      offsets.push(joined.length + 1);
      starts.push(start);
      ends.push(at);
      const word = text.slice(start, at).toLowerCase();
      vocabulary.add(word);
      joined += ` ${word}`;
      start = -1;
    }
  }
  return { text, exact, joined: `${joined} `, vocabulary, offsets, starts, ends };
}

/** The first place, from a word on, where the words of `phrase` (lower case, one space apart) follow each other. */
export function findPhrase(words: Words, phrase: string, fromWord = 0): Phrase | undefined {
  const { padded, firstWord: first } = compiled(phrase);
  if (!words.vocabulary.has(first)) return undefined;
  const from = fromWord >= words.offsets.length ? words.joined.length : words.offsets[fromWord];
  const found = words.joined.indexOf(padded, Math.max((from ?? 0) - 1, 0));
  if (found < 0) return undefined;
  const firstWord = wordAtOffset(words, found + 1);
  const lastWord = firstWord + phrase.split(' ').length - 1;
  const start = words.starts[firstWord] ?? 0;
  return { firstWord, lastWord, start, end: words.ends[lastWord] ?? start };
}

/** True when the words of `phrase` follow each other somewhere. */
export function hasPhrase(words: Words, phrase: string): boolean {
  const { padded, firstWord } = compiled(phrase);
  return words.vocabulary.has(firstWord) && words.joined.includes(padded);
}

type CompiledPhrase = { readonly padded: string; readonly firstWord: string };

// Phrases are this code's own, a few hundred; no text from outside becomes one.
const COMPILED = new Map<string, CompiledPhrase>();

function compiled(phrase: string): CompiledPhrase {
  const known = COMPILED.get(phrase);
  if (known) return known;
  const made = { padded: ` ${phrase} `, firstWord: phrase.split(' ', 1)[0] ?? '' };
  COMPILED.set(phrase, made);
  return made;
}

/** The word with this index in lower case, or an empty text past the ends. */
export function wordAt(words: Words, index: number): string {
  const start = words.starts[index];
  return start === undefined ? '' : words.text.slice(start, words.ends[index]).toLowerCase();
}

/** The index of the first word that begins at or after a place in the text. */
export function wordFrom(words: Words, place: number): number {
  return lowerBound(words.starts, place);
}

function wordAtOffset(words: Words, offset: number): number {
  return lowerBound(words.offsets, offset);
}

function lowerBound(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** True for the code of an ASCII letter or digit. */
export function isWordCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39)
  );
}
