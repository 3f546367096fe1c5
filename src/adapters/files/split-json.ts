import type { InputItem } from '../../ports/denial-inputs.ts';
import { appendChunk } from './input-buffer.ts';
import { seekNext } from './resynchronise.ts';
import { createSplitterState, neededFrom, type SplitterState } from './splitter-state.ts';
import { stepBetween } from './step-between.ts';
import { stepScalar, stepStray, stepTail, stepValue } from './step-value.ts';

/** Cuts a stream of chunks into items; the items are the same however the bytes are cut into chunks. */
export type Splitter = {
  push(chunk: Buffer): readonly InputItem[];
  end(): readonly InputItem[];
};

/**
 * Splits JSON: one value, values one after the other (one a line or pretty-printed), an array, or one
 * of the `record-lists`. A broken value costs that value only. `base` is the offset of the first byte.
 * Written here because a streaming parser gives up at the first syntax error and loses the rest.
 */
export function createJsonSplitter(file: string, base = 0): Splitter {
  const state = createSplitterState(file, base);
  const run = () => {
    while (advance(state));
    return state.items.splice(0);
  };
  return {
    push(chunk) {
      appendChunk(state.input, chunk, neededFrom(state));
      return run();
    },
    end() {
      state.input.ended = true;
      return run();
    },
  };
}

/** Takes one step; false when there is nothing left to do with the bytes at hand. */
function advance(state: SplitterState): boolean {
  switch (state.mode.kind) {
    case 'between':
      return stepBetween(state);
    case 'value':
      return stepValue(state);
    case 'scalar':
      return stepScalar(state);
    case 'stray':
      return stepStray(state);
    case 'tail':
      return stepTail(state);
    case 'seek':
      if (!seekNext(state.input, state.mode.seek)) return false;
      state.mode = { kind: 'between' };
      state.indent = null;
      return true;
  }
}
