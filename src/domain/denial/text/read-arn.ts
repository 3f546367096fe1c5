import { skipBreak } from './read-action.ts';

const ENDS = new Set([' ', '\n', '\t', '"', "'", '`', ',', ';', ')', '}', '│', '|']);

/**
 * The ARN that begins at a place, without the full stop or Markdown after it; undefined where there
 * is none or where it was cut (`…`). A line break is joined only where the ARN cannot have ended.
 */
export function readArn(text: string, place: number): string | undefined {
  if (!text.startsWith('arn:', place)) return undefined;
  let arn = '';
  let at = place;
  for (;;) {
    const end = endOfPiece(text, at);
    arn += text.slice(at, end);
    at = skipBreak(text, end);
    if (at === end || !goesOn(arn, text.slice(at, endOfPiece(text, at)))) break;
  }
  return arn.endsWith('…') || arn.endsWith('...') ? undefined : withoutTail(arn);
}

/** True when `next`, on a new line, must belong to an ARN whose beginning is `arn`. */
export function goesOn(arn: string, next: string): boolean {
  if (next === '' || next.includes('://') || next.endsWith(':')) return false;
  // The next line of a log begins with its date (`2026/11/21`).
  if (/^\d{2,4}\/\d{2}\//.test(next)) return false;
  if (arn.split(':').length < 6) return true;
  return /[:/_-]$/.test(arn) || next.startsWith(':') || next.includes('/');
}

function endOfPiece(text: string, place: number): number {
  let at = place;
  while (at < text.length && !ENDS.has(text[at] ?? '') && !text.startsWith('</', at)) at++;
  return at;
}

function withoutTail(arn: string): string {
  let end = arn.length;
  while (end > 0 && (arn[end - 1] === '.' || arn[end - 1] === '*')) end--;
  return arn.slice(0, end);
}
