import type { Reading } from './denial.ts';
import { readText } from './read-text.ts';

/**
 * Reads a text of several lines. Normally it is one error text that was wrapped, so one reading; but
 * where several lines each tell a whole denial of their own, it is a piece of a log, and each
 * different one counts: a second denial must not hide behind the first.
 */
export function readPaste(text: string): readonly Reading[] {
  const denials = new Map<string, Reading>();
  for (const line of text.split('\n')) {
    const reading = readText(line);
    if (isWhole(reading)) denials.set(JSON.stringify(reading), reading);
  }
  return denials.size > 1 ? [...denials.values()] : [readText(text)];
}

// A wrapped sentence gives a line that names the action, and another one that names the resource or the cause.
function isWhole(reading: Reading): boolean {
  return (
    reading.kind === 'denial' &&
    reading.cause !== 'unspecified' &&
    reading.required.some(({ resources }) => resources.length > 0)
  );
}
