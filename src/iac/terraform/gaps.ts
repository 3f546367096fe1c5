import type { View } from './view.ts';

/** What stands between two things of a list, a block or an object: blanks, perhaps a comma, perhaps comments. */
export type Gap = {
  /** The place of the comma; null without one. */
  readonly comma: number | null;
  /** Where the line of the first thing ends: before its line end, after its comments. Null when both share a line. */
  readonly lineEnd: number | null;
  /** Where the last comment or comma ends that stands on the line of the first thing. */
  readonly used: number;
  readonly hasComment: boolean;
};

/** Reads the gap from `start` up to `end`. Comments are Terraform's only; JSON has none. */
export function readGap(view: View, start: number, end: number): Gap {
  const { text } = view;
  let comma: number | null = null;
  let lineEnd: number | null = null;
  let used = start;
  let hasComment = false;
  for (let at = start; at < end;) {
    const length = view.language === 'hcl' ? commentLength(text, at) : 0;
    if (length > 0) hasComment = true;
    else if (text[at] === ',') comma ??= at;
    else if (text[at] === '\n') lineEnd ??= text[at - 1] === '\r' && at > start ? at - 1 : at;
    const isBlank = length === 0 && /\s/.test(text[at]!);
    at += Math.max(length, 1);
    if (!isBlank && lineEnd === null) used = at;
  }
  return { comma, lineEnd, used, hasComment };
}

/**
 * The same blanks and comma without comments and blank lines of comments, to be written elsewhere. A comment
 * leaves one line end.
 */
export function cleanGap(view: View, start: number, end: number): string {
  const raw = withoutTrailingBlanks(view.text.slice(start, end));
  const { comma, lineEnd, hasComment } = readGap(view, start, end);
  if (!hasComment) return raw;
  const mark = comma === null ? '' : ',';
  if (lineEnd === null) return `${mark} `;
  return mark + lineBreak(raw) + raw.slice(raw.lastIndexOf('\n') + 1);
}

function withoutTrailingBlanks(raw: string): string {
  const lines = raw.split('\n');
  return lines
    .map((line, n) => {
      if (n === lines.length - 1) return line;
      return line.trimEnd() + (line.endsWith('\r') ? '\r' : '');
    })
    .join('\n');
}

/** The line end that a text uses first; `\n` for a text of one line. */
export function lineBreak(text: string): string {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** The blanks before a place if nothing else stands before it on its line, else null. */
export function indentOf(view: View, at: number): string | null {
  const before = view.text.slice(view.text.lastIndexOf('\n', at - 1) + 1, at);
  return /^\s*$/.test(before) ? before : null;
}

/** The line end before a place, as the text writes it there. */
export function breakBefore(view: View, at: number): string {
  const end = view.text.lastIndexOf('\n', at - 1);
  return end > 0 && view.text[end - 1] === '\r' ? '\r\n' : '\n';
}

function commentLength(text: string, at: number): number {
  if (text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2);
    return (end < 0 ? text.length : end + 2) - at;
  }
  if (text[at] !== '#' && !text.startsWith('//', at)) return 0;
  const end = text.indexOf('\n', at);
  const last = end < 0 ? text.length : end;
  return (text[last - 1] === '\r' ? last - 1 : last) - at;
}
