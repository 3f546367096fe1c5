import type { InputItem } from '../../ports/denial-inputs.ts';
import { appendChunk, createInputBuffer, type InputBuffer, lineAt } from './input-buffer.ts';
import { LONGEST_RECORD, parseSlice, TOO_LONG } from './parse-slice.ts';
import { createScanState, scanValue } from './scan-value.ts';
import type { Splitter } from './split-json.ts';

/** Text up to this many bytes is what somebody pasted, one record however many lines; longer text is a log. */
export const LONGEST_PASTE = 64 * 1024;

/** The text as one item, or as its lines when one of them is a JSON object: then it is a piece of a log. */
export function splitPaste(file: string, base: number, bytes: Buffer): readonly InputItem[] {
  const splitter = createLogSplitter(file, base);
  const lines = [...splitter.push(bytes), ...splitter.end()];
  if (lines.some((item) => item.kind === 'value' && typeof item.value !== 'string')) return lines;
  const value = bytes.toString('utf8').trim();
  return value === '' ? [] : [{ kind: 'value', file, line: 1, byte: base, value }];
}

/** Splits a log: a line is a record, a line that is a JSON object is read as that. */
export function createLogSplitter(file: string, base: number): Splitter {
  const input = createInputBuffer(base);
  // Offset of the line that is being skipped because it is too long.
  let skipping = false;
  const run = () => {
    const items: InputItem[] = [];
    for (;;) {
      const end = lineEndOf(input);
      const length = (end ?? input.bytes.length) - input.at;
      if (length > LONGEST_RECORD && !skipping) {
        items.push({ kind: 'fault', ...placeOf(file, input), fault: TOO_LONG });
        skipping = true;
      }
      if (end === undefined) {
        if (skipping) input.at = input.bytes.length;
        return items;
      }
      const item = skipping ? undefined : lineItem(file, input, end);
      if (item !== undefined) items.push(item);
      skipping = false;
      input.at = Math.min(end + 1, input.bytes.length);
      if (end === input.bytes.length) return items;
    }
  };
  return {
    push(chunk) {
      appendChunk(input, chunk, input.at);
      return run();
    },
    end() {
      input.ended = true;
      return run();
    },
  };
}

function lineEndOf({ bytes, at, ended }: InputBuffer): number | undefined {
  const end = bytes.indexOf(0x0a, at);
  if (end >= 0) return end;
  return ended ? bytes.length : undefined;
}

function placeOf(file: string, input: InputBuffer) {
  return { file, line: lineAt(input, input.at), byte: input.base + input.at };
}

function lineItem(file: string, input: InputBuffer, end: number): InputItem | undefined {
  const line = input.bytes.subarray(input.at, end);
  const text = line.toString('utf8').trim();
  if (text === '') return undefined;
  const place = placeOf(file, input);
  if (text.startsWith('{') && text.endsWith('}')) {
    const item = parseSlice(place, line);
    // The scan refuses what nests deeper than later recursion can bear.
    if (item.kind === 'value' && scanValue(Buffer.from(text), 0, createScanState()) > 0)
      return item;
  }
  return { kind: 'value', ...place, value: text };
}
