import type { InputItem, InputPlace } from '../../ports/denial-inputs.ts';
import { locateJsonFault } from './locate-json-fault.ts';

/** The longest record that is read, in bytes: AWS's own limit for one event is 256 KB. */
export const LONGEST_RECORD = 1024 * 1024;

/** The complaint about a record longer than `LONGEST_RECORD`. */
export const TOO_LONG = 'a record longer than 1 MiB; AWS’s events are at most 256 KB';

/** The item of a slice that holds one JSON value, as far as the splitter could tell. */
export function parseSlice(start: InputPlace, slice: Buffer): InputItem {
  const text = slice.toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    return { kind: 'value', ...start, value };
  } catch {
    return toFault(start, text, 'it ends too early');
  }
}

/**
 * The fault of a slice that is not JSON or broke off, placed where it shows; `otherwise` says why it
 * broke off where what there is of it is faultless.
 */
export function toFault(start: InputPlace, text: string, otherwise: string): InputItem {
  const located = locateJsonFault(text);
  const field = located === undefined || located.path === '' ? '' : ` at ${located.path}`;
  if (located === undefined || located.found === 'the end') {
    const fault = `the record that begins on line ${start.line} is cut or broken${field}: ${otherwise}`;
    return { kind: 'fault', ...placeBehind(start, text), fault };
  }
  const place = placeBehind(start, text.slice(0, located.offset));
  const record =
    place.line === start.line ? '' : ` of the record that begins on line ${start.line}`;
  const fault = `not JSON${field}${record}: expected ${located.expected}, found ${located.found}`;
  return { kind: 'fault', ...place, fault };
}

function placeBehind({ file, line, byte }: InputPlace, before: string): InputPlace {
  return {
    file,
    line: line + before.split('\n').length - 1,
    byte: byte + Buffer.byteLength(before),
  };
}
