import { listStartAt } from './record-lists.ts';
import { resetToObjectTail } from './scan-value.ts';
import { beginValue, enterList, placeAt, type SplitterState } from './splitter-state.ts';

/** Goes on between two values; false when more bytes are needed. */
export function stepBetween(state: SplitterState): boolean {
  const { input } = state;
  for (; input.at < input.bytes.length; input.at++) {
    const byte = input.bytes[input.at]!;
    if (byte === 0x0a) state.indent = 0;
    else if (byte === 0x20 || byte === 0x09)
      state.indent = state.indent === null ? null : state.indent + 1;
    else if (byte === 0x2c) state.indent = null;
    else if (byte !== 0x0d) return begin(state, String.fromCharCode(byte));
  }
  if (input.ended && state.list !== null) {
    const fault = 'the file ends before the "]" of its list; records may be missing';
    state.items.push({ kind: 'fault', ...placeAt(state, input.at), fault });
    state.list = null;
  }
  return false;
}

function begin(state: SplitterState, letter: string): boolean {
  const inList = state.list !== null;
  switch (letter) {
    case '{':
      return inList ? beginValue(state, 'value') : beginObject(state);
    case '[':
      return inList ? beginValue(state, 'value') : beginArray(state);
    case ']':
      return inList ? leaveList(state) : refusePunctuation(state);
    case '}':
    case ':':
      return refusePunctuation(state);
    case '"':
      return beginValue(state, inList ? 'value' : 'stray');
    default:
      return beginValue(state, inList ? 'scalar' : 'stray');
  }
}

function beginObject(state: SplitterState): boolean {
  const { bytes, at, ended } = state.input;
  const start = listStartAt(bytes, at, ended);
  if (start.kind === 'more') return false;
  return start.kind === 'list'
    ? enterList(state, 'document', start.elementsAt)
    : beginValue(state, 'value');
}

// A log line may begin with a bracket too: `[2026-11-20 10:02:11] …`, `[ERROR] …`.
function beginArray(state: SplitterState): boolean {
  const { bytes, at, ended } = state.input;
  const next = firstSignificant(bytes, at + 1);
  if (next === undefined && !ended) return false;
  return next !== undefined && '{["]'.includes(next)
    ? enterList(state, 'array', at + 1)
    : beginValue(state, 'stray');
}

/** The first character from `from` that is not white space, if it is at hand. */
export function firstSignificant(bytes: Buffer, from: number): string | undefined {
  for (let at = from; at < bytes.length; at++) {
    const letter = String.fromCharCode(bytes[at]!);
    if (!' \t\r\n'.includes(letter)) return letter;
  }
  return undefined;
}

function leaveList(state: SplitterState): true {
  const isDocument = state.list === 'document';
  enterList(state, null, state.input.at + 1);
  if (isDocument) {
    resetToObjectTail(state.scan);
    state.mode = { kind: 'tail' };
  }
  return true;
}

function refusePunctuation(state: SplitterState): true {
  const { input } = state;
  const place = placeAt(state, input.at);
  const found = String.fromCharCode(input.bytes[input.at]!);
  const fault = `not JSON: expected a record, found "${found}"`;
  state.items.push({ kind: 'fault', ...place, fault });
  state.indent = null;
  input.at++;
  return true;
}
