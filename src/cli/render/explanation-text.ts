import type { Explanation, NotDenials } from '../../compose/cli-explain.ts';
import { renderAnswer } from './answer-line.ts';
import { renderFinding } from './finding-text.ts';
import { joinText, ownText, type TerminalText, text, toTerminalText } from './terminal-text.ts';

/** Everything that `explain` found, as text that ends with a line feed; empty when nothing was readable. */
export function renderExplanation(explanation: Explanation, colour: boolean): TerminalText {
  const { findings, notDenials, inputs } = explanation;
  if (inputs === 0) return ownText('0 records: there is nothing to explain\n');
  const blocks = findings.map((finding) => renderFinding(finding, colour));
  if (findings.length === 0) blocks.push(...notDenials.map((row) => notDenialText(row, inputs)));
  else if (inputs > 1) blocks.push(summaryText(explanation));
  return blocks.length === 0 ? ownText('') : text`${joinText(blocks, '\n\n')}\n`;
}

/** A line for each finding that has no fix, for where only fixes are printed. */
export function renderUnfixed({ findings }: Explanation): readonly TerminalText[] {
  return findings
    .filter(({ answer }) => answer !== 'fixable')
    .map(({ diagnosis: { denial, refusal } }) => {
      const reason = toTerminalText(refusal?.reason ?? 'no statement can be offered');
      return text`${renderAnswer(denial)}; no fix: ${reason}`;
    });
}

function notDenialText({ words, count }: NotDenials, inputs: number): TerminalText {
  const times = inputs === 1 ? ownText('') : text` (${count} of ${inputs} records)`;
  return text`Not a permission problem: ${ownText(words)}${times}`;
}

function summaryText({ inputs, findings, notDenials, unreadable, unreadableOmitted }: Explanation) {
  const fixable = findings.filter(({ answer }) => answer === 'fixable').length;
  const others = notDenials.reduce((sum, { count }) => sum + count, 0);
  const broken = unreadable.length + unreadableOmitted;
  return text`${inputs} records: ${counted(findings.length, 'finding')}, ${fixable} with a fix; ${others} not denials; ${broken} unreadable`;
}

function counted(count: number, noun: string): TerminalText {
  return text`${count} ${ownText(count === 1 ? noun : `${noun}s`)}`;
}
