import { createColors } from 'picocolors';
import { joinText, ownText, type TerminalText, toTerminalText } from './terminal-text.ts';

/** A unified diff, its lines indented, added and removed ones coloured where colour is wanted. */
export function toDiffText(diff: string, colour: boolean, indent = '  '): TerminalText {
  const { green, red, dim } = createColors(colour);
  const lines = diff
    .replace(/\n$/, '')
    .split('\n')
    .map((raw) => {
      const line = toTerminalText(raw);
      if (raw.startsWith('+++') || raw.startsWith('---') || raw.startsWith('@@')) return dim(line);
      if (raw.startsWith('+')) return green(line);
      return raw.startsWith('-') ? red(line) : line;
    });
  return joinText(
    lines.map((line) => ownText(`${indent}${line}`)),
    '\n',
  );
}
