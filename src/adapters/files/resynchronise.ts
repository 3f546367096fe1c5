import type { InputBuffer } from './input-buffer.ts';

/**
 * How to find the record after a broken one. `line`: the broken one began a line, so the next record
 * begins a line that is not indented deeper. `signature`: it did not (everything on one line), so the
 * next one is found by its first key, which the elements of one list share; independent of quotes and
 * brackets, of which the fault has left us unsure.
 */
export type Seek =
  | { readonly kind: 'line'; readonly indent: number; readonly inList: boolean }
  | { readonly kind: 'signature'; readonly signature: Buffer; readonly inList: boolean };

/** How far a seek looks back, in bytes, for what stands before a signature. */
export const LOOK_BACK = 64;

/** Moves the cursor to where reading can go on; false when that is not among the bytes at hand. */
export function seekNext(input: InputBuffer, seek: Seek): boolean {
  return seek.kind === 'line' ? seekLine(input, seek) : seekSignature(input, seek);
}

function seekLine(input: InputBuffer, seek: Seek & { readonly kind: 'line' }): boolean {
  const { bytes } = input;
  for (;;) {
    const lineEnd = bytes.indexOf(0x0a, input.at);
    if (lineEnd < 0) {
      input.at = bytes.length;
      return false;
    }
    const first = firstOfLine(bytes, lineEnd + 1);
    if (first === bytes.length && !input.ended) {
      input.at = lineEnd;
      return false;
    }
    input.at = lineEnd + 1;
    if (first - lineEnd - 1 <= seek.indent && beginsRecord(bytes[first], seek.inList)) {
      // Stay before the line's indentation, so that the indentation of this record is seen too.
      input.at = lineEnd;
      return true;
    }
  }
}

function firstOfLine(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at++;
  return at;
}

function beginsRecord(byte: number | undefined, inList: boolean): boolean {
  if (byte === undefined) return false;
  const letter = String.fromCharCode(byte);
  // Outside lists any text may begin a line, save what only goes on with a record: keys and closing brackets.
  return inList ? '{]'.includes(letter) : !'"}],\r\n'.includes(letter);
}

function seekSignature(
  input: InputBuffer,
  { signature, inList }: Seek & { readonly kind: 'signature' },
): boolean {
  const { bytes } = input;
  const lineEnd = inList ? -1 : bytes.indexOf(0x0a, input.at);
  let found = bytes.indexOf(signature, input.at);
  // Behind a colon it is a member of the broken record, not the next one.
  while (found >= 0 && significantBefore(bytes, found) === 0x3a) {
    found = bytes.indexOf(signature, found + 1);
  }
  if (lineEnd >= 0 && (found < 0 || lineEnd < found)) found = lineEnd;
  if (found >= 0) {
    input.at = found;
    return true;
  }
  input.at = Math.max(input.at, bytes.length - signature.length + 1);
  return false;
}

function significantBefore(bytes: Buffer, position: number): number | undefined {
  let at = position - 1;
  while (
    at >= Math.max(0, position - LOOK_BACK) &&
    (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0a)
  )
    at--;
  return bytes[at];
}

/** The signature to seek where none is known. */
export const ANY_OBJECT: Buffer = Buffer.from('{');

/** The start of an object up to the end of its first key, such as `{"eventVersion"`; undefined when it has none. */
export function signatureAt(bytes: Buffer, at: number): Buffer | undefined {
  const start = bytes.toString('latin1', at, at + 80);
  const match = /^\{[ \t]*"[^"\\\n]{1,64}"/.exec(start);
  return match === null ? undefined : Buffer.from(match[0], 'latin1');
}
