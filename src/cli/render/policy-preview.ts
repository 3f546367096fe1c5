import type { PolicyPreview } from '../../compose/cli-explain.ts';
import { toDiffText } from './diff.ts';
import { ownText, type TerminalText, text, toTerminalText } from './terminal-text.ts';

/** A policy before and after: size against the quota, then the diff; ends with a line feed. */
export function renderPreview(preview: PolicyPreview, colour: boolean): TerminalText {
  const { principalArn, policy, outcome, sizeBefore, sizeAfter, sizeLimit, diff } = preview;
  const head = text`Policy ${toTerminalText(policy)} for ${toTerminalText(principalArn)}: ${outcomeText(preview)}\n`;
  if (outcome === 'unsupported') return head;
  const over = ownText(sizeAfter > sizeLimit ? ', which is OVER the limit of' : ' of');
  const size = text`  size ${sizeBefore} -> ${sizeAfter}${over} ${sizeLimit} characters\n`;
  return diff === '' ? text`${head}${size}` : text`${head}${size}${toDiffText(diff, colour)}\n`;
}

function outcomeText({ outcome, reason }: PolicyPreview): TerminalText {
  switch (outcome) {
    case 'merged':
      return ownText('with the statement merged');
    case 'already-present':
      return ownText('it grants this already: it is not attached, or something else denies it');
    case 'unsupported':
      return text`the statement cannot be merged: ${toTerminalText(reason ?? 'unknown reason')}`;
  }
}
