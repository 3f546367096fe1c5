import { createColors } from 'picocolors';
import type { Finding } from '../../domain/finding/finding.ts';
import { headlineOf } from '../../domain/finding/headline.ts';
import type { Io } from '../command.ts';
import { joinText, ownText, type TerminalText, toTerminalText } from './terminal-text.ts';

const NOTHING = ownText(
  'No findings yet. Feed some: rolemender findings --from denials.jsonl --snapshot account.json\n',
);

const HEADINGS = ['ID', 'STATE', 'SEEN', 'LAST SEEN', 'WHO', 'WHAT', 'RESOURCE'].map(ownText);

/** Said in place of a table where there are findings, but none in the state that was asked for. */
export function toNoneInState(state: string): TerminalText {
  return ownText(`No finding is ${state}. See them all: rolemender findings\n`);
}

/** The findings as a table, one line each, last seen first. */
export function toFindingsTable(findings: readonly Finding[], { colour }: Io): TerminalText {
  if (findings.length === 0) return NOTHING;
  const rows = [HEADINGS, ...findings.map(toRow)];
  const widths = HEADINGS.map((_heading, column) =>
    Math.max(...rows.map((row) => row[column]!.length)),
  );
  const { bold } = createColors(colour);
  const lines = rows.map((row, index) => {
    const cells = row.map((cell, column) => ownText(cell.padEnd(widths[column]!)));
    const line = joinText(cells, '  ').trimEnd();
    return ownText(index === 0 ? bold(line) : line);
  });
  return ownText(`${joinText(lines, '\n')}\n`);
}

function toRow(finding: Finding): readonly TerminalText[] {
  const { who, ecsRole, actions, resource, moreResources } = headlineOf(finding);
  const more = moreResources > 0 ? ` (+${moreResources})` : '';
  return [
    finding.id,
    finding.state,
    `${finding.count}×`,
    finding.lastSeenAt.replace(/\.\d+Z$/, 'Z'),
    ecsRole === null ? who : `${who} (${ecsRole})`,
    actions.join(', ') || 'unknown',
    `${resource}${more}`,
  ].map(toTerminalText);
}
