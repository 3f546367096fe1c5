import type { ChainReport } from '../../compose/open-audit.ts';
import type { AuditRow } from '../../domain/audit/audit-row.ts';
import { CHAIN_FAULTS } from '../../domain/audit/verify-chain.ts';
import { joinText, ownText, type TerminalText, text, toTerminalText } from './terminal-text.ts';

/** What the check of the history found. */
export function toChainText(report: ChainReport): TerminalText {
  const { rows, head, faults, faultCount, anchors } = report;
  const verdict = faultCount === 0 ? 'The history is sound' : 'THE HISTORY WAS TAMPERED WITH';
  const lines = [
    text`${ownText(verdict)}: ${rows} rows, the newest is ${head.seq} (${toTerminalText(head.hash.slice(0, 12))}).`,
    ...faults.map(({ seq, fault }) => text`  row ${seq}: ${ownText(CHAIN_FAULTS[fault])}`),
    ...(faultCount > faults.length ? [text`  … and ${faultCount - faults.length} more`] : []),
    anchors > 0
      ? text`Compared with ${anchors} anchors.`
      : ownText(
          'Compared with no anchor: rows that were cut off at the end, or a history that was written anew, would not show.',
        ),
  ];
  return text`${joinText(lines, '\n')}\n`;
}

/** One row of the history on one line. */
export function toAuditLine(row: AuditRow): TerminalText {
  const { seq, at, event, actor, subject, policy, detail } = row;
  const words = [at.replace(/\.\d+Z$/, 'Z'), event, 'by', actor, subject, policy ?? '', detail];
  return toTerminalText([String(seq), ...words.filter((word) => word !== '')].join(' '));
}
