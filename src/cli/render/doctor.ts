import { createColors } from 'picocolors';
import { CHECKS, type CheckLine, type CheckState } from '../../domain/deployment/check.ts';
import { joinText, ownText, type TerminalText, text, toTerminalText } from './terminal-text.ts';

const MARKS = { ok: 'ok  ', failed: 'FAIL', unproven: '?   ', note: 'note' } as const;

/** One line a check, and under it what to do where it did not hold. */
export function toDoctorText(lines: readonly CheckLine[], colour: boolean): TerminalText {
  const failed = lines.filter(({ state }) => state === 'failed').length;
  const unproven = lines.filter(({ state }) => state === 'unproven').length;
  const summary = text`\n${lines.length} checks: ${failed} failed, ${unproven} could not be made.`;
  return text`${joinText([...lines.map((line) => toLine(line, colour)), summary], '\n')}\n`;
}

function toLine({ check, subject, state, detail, fix }: CheckLine, colour: boolean): TerminalText {
  const mark = ownText(paint(state, colour)(MARKS[state]));
  const about = subject === null ? '' : ` (${subject})`;
  const what = toTerminalText(`${CHECKS[check].title}${about}: ${detail}`);
  return fix === null
    ? text`${mark}  ${what}`
    : text`${mark}  ${what}\n      → ${toTerminalText(fix)}`;
}

function paint(state: CheckState, colour: boolean): (words: string) => string {
  const colours = createColors(colour);
  switch (state) {
    case 'ok':
      return colours.green;
    case 'failed':
      return colours.red;
    case 'unproven':
    case 'note':
      return colours.yellow;
  }
}
