import type { OwnUrl } from '../../kernel/own-url.ts';
import { toVisibleCharacters } from '../../kernel/visible-characters.ts';
import { LIMITS } from './limits.ts';
import { toEntity } from './plain-text.ts';

declare const markup: unique symbol;
/** Slack's markup, in which every text that others chose stands in a code span and mentions nobody. */
export type Mrkdwn = string & { readonly [markup]: true };

/** A text object of Block Kit whose words Slack takes as they are: it looks for no links or names in them. */
export type MrkdwnObject = {
  readonly type: 'mrkdwn';
  readonly text: Mrkdwn;
  readonly verbatim: true;
};

const SPAN = {
  // Slack has no escape for a backtick.
  escaped: '`',
  most: 200,
  longest: 1000,
  encode: toEntity,
};

/** An untrusted text as inline code: at most 200 characters, which Slack does not read as markup. */
export function toCode(untrusted: string): Mrkdwn {
  // The text of a notification is no text object: an address in it would be made a link.
  const shown = toVisibleCharacters(untrusted, SPAN).replaceAll('://', ':\\u{2f}/');
  return (shown.trim() === '' ? '`(empty)`' : `\`${shown}\``) as Mrkdwn;
}

/** A link to a page of ours; its words are ours too. */
export function toLink(url: OwnUrl, label: Mrkdwn): Mrkdwn {
  return `<${url}|${label}>` as Mrkdwn;
}

/** Marks a text of our own as markup: a constant of the source. */
export function ownMrkdwn(trusted: string): Mrkdwn {
  return trusted as Mrkdwn;
}

/** Template tag: the literal parts are markup of ours, every interpolated text must be `Mrkdwn`, which the type enforces. */
export function mrkdwn(
  parts: TemplateStringsArray,
  ...values: readonly (Mrkdwn | number)[]
): Mrkdwn {
  let text = parts[0] ?? '';
  for (const [at, value] of values.entries())
    text = joined(joined(text, String(value)), parts[at + 1] ?? '');
  return text as Mrkdwn;
}

// Two backticks side by side would end one span and not begin the next.
function joined(before: string, after: string): string {
  return before.endsWith('`') && after.startsWith('`') ? `${before} ${after}` : before + after;
}

/**
 * Whole lines of markup, as many as `longest` code units hold, with a last line that counts the others:
 * a line that is cut would leave a span or a link open.
 */
export function joinLines(lines: readonly Mrkdwn[], longest: number = LIMITS.sectionText): Mrkdwn {
  const all = lines.join('\n');
  if (all.length <= longest) return all as Mrkdwn;
  const room = longest - `\n… (+${lines.length})`.length;
  let text = '';
  let kept = 0;
  while (kept < lines.length) {
    const next = kept === 0 ? lines[kept]! : `${text}\n${lines[kept]!}`;
    if (next.length > room) break;
    text = next;
    kept++;
  }
  return `${text}${kept === 0 ? '' : '\n'}… (+${lines.length - kept})` as Mrkdwn;
}

/** Markup as a text object of Block Kit. */
export function toMrkdwnObject(text: Mrkdwn): MrkdwnObject {
  return { type: 'mrkdwn', text, verbatim: true };
}
