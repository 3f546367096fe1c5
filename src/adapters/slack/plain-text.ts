import { toVisibleCharacters } from '../../kernel/visible-characters.ts';
import { LIMITS } from './limits.ts';

declare const plain: unique symbol;
/** Text of a plain_text object: no markup, no emoji, no character that cannot be seen. */
export type SlackPlainText = string & { readonly [plain]: true };

/** A text object of Block Kit in which nothing is markup. */
export type PlainTextObject = {
  readonly type: 'plain_text';
  readonly text: SlackPlainText;
  readonly emoji: false;
};

// The only characters that Slack's text has an escape for (Slack, "Formatting text for app surfaces").
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A character as Slack's text holds it. */
export function toEntity(character: string): string {
  return Object.hasOwn(ENTITIES, character) ? ENTITIES[character]! : character;
}

/** Any text as a plain_text object of at most `longest` code units, its escapes counted. */
export function toPlainTextObject(
  untrusted: string,
  longest: number = LIMITS.header,
): PlainTextObject {
  const shown = toVisibleCharacters(untrusted, { encode: toEntity, most: longest, longest });
  // Slack refuses a text object without text.
  return {
    type: 'plain_text',
    text: (shown === '' ? '(empty)' : shown) as SlackPlainText,
    emoji: false,
  };
}
