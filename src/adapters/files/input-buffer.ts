/** Bytes not yet done with, and where in the file they stand. */
export type InputBuffer = {
  bytes: Buffer;
  /** Cursor into `bytes`. */
  at: number;
  /** Offset in the file of `bytes[0]`. */
  base: number;
  /** True once no more bytes come. */
  ended: boolean;
  /** The line that the last counted line feed ended, and the next one's offset in the file (Infinity: none at hand). */
  line: number;
  nextLineFeed: number;
};

/** An empty buffer for a file whose first bytes come next; `base` counts a byte order mark that was cut off. */
export function createInputBuffer(base: number): InputBuffer {
  return { bytes: Buffer.alloc(0), at: 0, base, ended: false, line: 1, nextLineFeed: Infinity };
}

/** Appends a chunk and forgets what lies before `keepFrom`. */
export function appendChunk(input: InputBuffer, chunk: Buffer, keepFrom: number): void {
  lineAt(input, keepFrom);
  const rest = input.bytes.subarray(keepFrom);
  input.bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
  input.base += keepFrom;
  input.at -= keepFrom;
  // What is kept was searched before: its line feeds are counted, and must not count again.
  if (input.nextLineFeed === Infinity) input.nextLineFeed = lineFeedFrom(input, rest.length);
}

/** The line number, from 1, of a position in the buffer; positions must not go back behind the last one asked for. */
export function lineAt(input: InputBuffer, position: number): number {
  const offset = input.base + position;
  while (input.nextLineFeed < offset) {
    input.line++;
    input.nextLineFeed = lineFeedFrom(input, input.nextLineFeed + 1 - input.base);
  }
  return input.line;
}

function lineFeedFrom({ bytes, base }: InputBuffer, from: number): number {
  const found = bytes.indexOf(0x0a, from);
  return found < 0 ? Infinity : base + found;
}
