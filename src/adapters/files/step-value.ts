import type { InputItem } from '../../ports/denial-inputs.ts';
import { LONGEST_RECORD, parseSlice, toFault, TOO_LONG } from './parse-slice.ts';
import { ANY_OBJECT, type Seek, signatureAt } from './resynchronise.ts';
import { FAULT, MORE, scanValue } from './scan-value.ts';
import { placeAt, type SplitterState } from './splitter-state.ts';

/** Goes on with an object, array or string; false when more bytes are needed. */
export function stepValue(state: SplitterState): boolean {
  const { input, scan } = state;
  const end = scanValue(input.bytes, input.at, scan);
  if (end === FAULT) return breakOff(state, scan.faultAt, scan.fault);
  if (end !== MORE) return finish(state, end);
  return needMore(state, 'it ends in the middle');
}

/** Goes on with a number or word in a list. */
export function stepScalar(state: SplitterState): boolean {
  const { bytes, at, ended } = state.input;
  for (let end = at; end < bytes.length; end++) {
    if (',]}\n'.includes(String.fromCharCode(bytes[end]!))) return finish(state, end);
  }
  return ended ? finish(state, bytes.length) : needMore(state, '');
}

/** Goes on with a line that is not JSON. */
export function stepStray(state: SplitterState): boolean {
  const { bytes, at, ended } = state.input;
  const end = bytes.indexOf(0x0a, at);
  if (end >= 0) return finish(state, end);
  return ended ? finish(state, bytes.length) : needMore(state, '');
}

/** Goes on with the rest of a document after its list of records, of which nothing is kept. */
export function stepTail(state: SplitterState): boolean {
  const { input, scan } = state;
  const end = scanValue(input.bytes, input.at, scan);
  if (end === MORE && !input.ended) {
    input.at = input.bytes.length;
    return false;
  }
  input.at = end === MORE ? input.bytes.length : end === FAULT ? scan.faultAt : end;
  state.mode = { kind: 'between' };
  if (end === MORE || end === FAULT) {
    const fault = `not JSON after the list of records: ${end === FAULT ? scan.fault : 'the file ends before "}"'}`;
    state.items.push({ kind: 'fault', ...placeAt(state, input.at), fault });
    state.mode = { kind: 'seek', seek: { kind: 'line', indent: 0, inList: false } };
  }
  return true;
}

function needMore(state: SplitterState, why: string): boolean {
  const { input } = state;
  input.at = input.bytes.length;
  if (input.ended) return breakOff(state, input.at, why);
  if (isTooLong(state, input.at)) giveUp(state);
  return false;
}

function isTooLong({ input, start }: SplitterState, end: number): boolean {
  return input.base + end - start.byte > LONGEST_RECORD;
}

/** Reports the value under way as too long, once, and stops keeping its bytes. */
function giveUp(state: SplitterState): void {
  if (state.tooLong) return;
  state.signature ??= signatureAt(state.input.bytes, state.start.byte - state.input.base);
  state.items.push({ kind: 'fault', ...state.start, fault: TOO_LONG });
  state.tooLong = true;
}

function finish(state: SplitterState, end: number): true {
  const { input, start, mode } = state;
  if (isTooLong(state, end)) giveUp(state);
  else {
    const from = start.byte - input.base;
    const slice = input.bytes.subarray(from, end);
    state.items.push(mode.kind === 'stray' ? strayItem(state, slice) : parseSlice(start, slice));
    if (mode.kind === 'value') state.signature ??= signatureAt(input.bytes, from);
  }
  input.at = end;
  state.mode = { kind: 'between' };
  return true;
}

function strayItem({ start }: SplitterState, slice: Buffer): InputItem {
  const item = parseSlice(start, slice);
  if (item.kind === 'value') return item;
  const text = slice.toString('utf8').trim();
  const fault = `not JSON: found ${JSON.stringify(text.slice(0, 40))}`;
  return { kind: 'stray-text', ...start, text, fault };
}

/** Reports the value under way as broken, and seeks the next one from its start, so that it takes no other along. */
function breakOff(state: SplitterState, end: number, why: string): true {
  const { input, start, startIndent } = state;
  const from = start.byte - input.base;
  const long = isTooLong(state, end);
  if (long) giveUp(state);
  else {
    const slice = input.bytes.toString('utf8', from, end);
    state.items.push(toFault(start, slice, why));
  }
  const seek = toSeek(state, from, long);
  // Behind the value's first byte, or the seek would find the broken value again.
  input.at = long ? end : seek.kind === 'line' && startIndent !== null ? from : from + 1;
  state.mode = { kind: 'seek', seek };
  return true;
}

function toSeek(state: SplitterState, from: number, long: boolean): Seek {
  const inList = state.list !== null;
  if (state.startIndent !== null) return { kind: 'line', indent: state.startIndent, inList };
  const own = long ? undefined : signatureAt(state.input.bytes, from);
  return { kind: 'signature', signature: state.signature ?? own ?? ANY_OBJECT, inList };
}
