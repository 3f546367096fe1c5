import type { InputItem, InputPlace } from '../../ports/denial-inputs.ts';
import { createInputBuffer, type InputBuffer, lineAt } from './input-buffer.ts';
import { LOOK_BACK, type Seek } from './resynchronise.ts';
import { createScanState, resetScan, type ScanState } from './scan-value.ts';

/** What the JSON splitter is in the middle of. `tail`: the rest of a document after its list of records. */
export type Mode =
  | { readonly kind: 'between' | 'value' | 'scalar' | 'stray' | 'tail' }
  | { readonly kind: 'seek'; readonly seek: Seek };

/** Everything that the JSON splitter remembers between two chunks. */
export type SplitterState = {
  readonly file: string;
  readonly input: InputBuffer;
  readonly scan: ScanState;
  readonly items: InputItem[];
  mode: Mode;
  /** The list we are inside of: a top-level array, or the list of a document (see `record-lists`). */
  list: 'array' | 'document' | null;
  /** Place of the value under way. */
  start: InputPlace;
  /** Indentation of the line that the value under way began; null when it did not begin a line. */
  startIndent: number | null;
  /** True once the value under way is known to be too long; its bytes are no longer kept. */
  tooLong: boolean;
  /** Indentation of the current line as long as nothing but white space was met on it, else null. */
  indent: number | null;
  /** How the elements here begin, once one was read: see `resynchronise.ts`. */
  signature: Buffer | undefined;
};

/** The state before the first chunk; `base` is the offset in the file of the first byte. */
export function createSplitterState(file: string, base: number): SplitterState {
  return {
    file,
    input: createInputBuffer(base),
    scan: createScanState(),
    items: [],
    mode: { kind: 'between' },
    list: null,
    start: { file, line: 1, byte: base },
    startIndent: 0,
    tooLong: false,
    indent: 0,
    signature: undefined,
  };
}

/** The place of a position in the buffer. */
export function placeAt({ file, input }: SplitterState, position: number): InputPlace {
  return { file, line: lineAt(input, position), byte: input.base + position };
}

/** Begins a value at the cursor. */
export function beginValue(state: SplitterState, kind: 'value' | 'scalar' | 'stray'): true {
  state.start = placeAt(state, state.input.at);
  state.startIndent = state.indent;
  state.indent = null;
  state.tooLong = false;
  resetScan(state.scan);
  state.mode = { kind };
  return true;
}

/** Enters or leaves a list. */
export function enterList(state: SplitterState, list: SplitterState['list'], at: number): true {
  state.list = list;
  state.signature = undefined;
  state.indent = null;
  state.input.at = at;
  return true;
}

/** The first position of the buffer that is still needed. */
export function neededFrom({ mode, input, start, tooLong }: SplitterState): number {
  const holds = mode.kind === 'value' || mode.kind === 'scalar' || mode.kind === 'stray';
  if (holds && !tooLong) return start.byte - input.base;
  return mode.kind === 'between' ? input.at : Math.max(0, input.at - LOOK_BACK);
}
