import { type CheckLine, lineOf } from './check.ts';
import type { TableFacts } from './facts.ts';

/** The lines of a table that exists; `wakes` for the one whose stream starts the functions. */
export function judgeTable(table: TableFacts, name: string, wakes: boolean): readonly CheckLine[] {
  const { status, keys, stream, isRestorable } = table;
  const isUsable = status === 'ACTIVE' && keys.join() === 'pk,sk';
  const lines = [
    lineOf('table', isUsable ? 'ok' : 'failed', `${status}, keys ${keys.join(' and ')}`, name),
    isRestorable === undefined
      ? lineOf('table-recovery', 'unproven', 'it could not be asked', name)
      : lineOf('table-recovery', isRestorable ? 'ok' : 'failed', isRestorable ? 'on' : 'off', name),
  ];
  if (!wakes) return lines;
  const isOn = stream === 'NEW_IMAGE' || stream === 'NEW_AND_OLD_IMAGES';
  return [...lines, lineOf('table-stream', isOn ? 'ok' : 'failed', stream ?? 'off', name)];
}
