import { isVisibleText, toEscape } from './visible-text.ts';

/**
 * How a sink writes characters: `encode` the visible ones; `escaped` are written `\u{…}` like those that
 * cannot be seen. `most` limits what is shown (code points), `longest` what is written (code units).
 */
export type CharacterSink = {
  readonly encode?: (character: string) => string;
  readonly escaped?: string;
  readonly most: number;
  readonly longest: number;
};

/**
 * An untrusted text for a sink, character by character: it is cut between two characters, so never
 * inside a surrogate pair, an escape or an entity, and then says how many code units are missing.
 */
export function toVisibleCharacters(untrusted: string, sink: CharacterSink): string {
  const whole = fill(untrusted, sink, sink.longest);
  if (whole.taken === untrusted.length) return whole.text;
  const longestNote = noteOf(untrusted.length);
  const { text, taken } = fill(untrusted, sink, sink.longest - longestNote.length);
  return text + noteOf(untrusted.length - taken);
}

function noteOf(missing: number): string {
  return `… (+${missing})`;
}

function fill(
  untrusted: string,
  { encode = (c) => c, escaped = '', most }: CharacterSink,
  longest: number,
): { readonly text: string; readonly taken: number } {
  let text = '';
  let shown = 0;
  let taken = 0;
  for (const character of untrusted) {
    const visible = isVisibleText(character) && !escaped.includes(character);
    const written = visible ? encode(character) : toEscape(character);
    shown += visible ? 1 : written.length;
    if (shown > most || text.length + written.length > longest) break;
    text += written;
    taken += character.length;
  }
  return { text, taken };
}
