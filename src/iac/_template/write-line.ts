import type { PlannedEdit } from '../plan-edit.ts';

/** The text of a planned edit; null where the format cannot hold a value: it has no quotes and no escapes. */
export function writeLine(edit: PlannedEdit): string | null {
  const { actions } = edit.kind === 'append' ? edit.statement : edit;
  const resources = edit.kind === 'append' ? edit.statement.resources : [];
  if (![...actions, ...resources].every((value) => /^[!-~]+$/.test(value))) return null;
  if (edit.kind === 'add-actions') return actions.map((action) => ` ${action}`).join('');
  return `allow ${actions.join(' ')} on ${resources.join(' ')}\n`;
}
