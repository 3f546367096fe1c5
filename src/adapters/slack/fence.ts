import { toVisibleCharacters } from '../../kernel/visible-characters.ts';
import { LIMITS } from './limits.ts';
import { type Mrkdwn, ownMrkdwn } from './mrkdwn.ts';
import { toEntity } from './plain-text.ts';

const LINE = {
  // Slack has no escape for a backtick, and three of them would end the fence.
  escaped: '`',
  most: 500,
  longest: 1500,
  encode: toEntity,
};

const FENCE = '```';

/**
 * Untrusted lines as preformatted text, in as many pieces as `most` allows, each of them a section's text;
 * the last piece says how many lines are left out.
 */
export function toFences(
  untrusted: string,
  most: number,
  longest: number = LIMITS.sectionText,
): readonly Mrkdwn[] {
  const room = longest - 2 * (FENCE.length + 1) - '… (+1000000 lines)'.length;
  const lines = untrusted
    .trimEnd()
    .split('\n')
    .map((line) => toLine(line, room));
  const pieces: string[][] = [[]];
  let length = 0;
  let taken = 0;
  for (const line of lines) {
    if (length > 0 && length + line.length + 1 > room) {
      if (pieces.length === most) break;
      pieces.push([]);
      length = 0;
    }
    pieces.at(-1)!.push(line);
    length += line.length + 1;
    taken++;
  }
  const missing = lines.length - taken;
  if (missing > 0) pieces.at(-1)!.push(`… (+${missing} lines)`);
  return pieces.map(fenced);
}

function toLine(line: string, room: number): string {
  const longest = Math.min(LINE.longest, room);
  return toVisibleCharacters(line.replaceAll('\t', '  '), { ...LINE, longest });
}

function fenced(lines: readonly string[]): Mrkdwn {
  return ownMrkdwn(`${FENCE}\n${lines.join('\n')}\n${FENCE}`);
}
