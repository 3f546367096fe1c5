/** How deep a record may nest: far above CloudTrail's own, far below what recursion over it could not bear. */
export const DEEPEST = 128;

// What the last significant byte was; enough of JSON's grammar to notice soon that a value is broken,
// so that a missing quote or bracket cannot swallow the records after it. JSON.parse judges the rest.
const START = 0;
const OPENED_OBJECT = 1;
const OPENED_ARRAY = 2;
const COLON = 3;
const COMMA = 4;
const VALUE_ENDED = 5;
const LITERAL = 6;

const OBJECT = 1;
const ARRAY = 2;

/** Where the scan of one value stands; kept between chunks. */
export type ScanState = {
  depth: number;
  readonly stack: Uint8Array;
  inString: boolean;
  escaped: boolean;
  previous: number;
  /** What is wrong, when the scan answered `FAULT`, and the position behind the byte that shows it. */
  fault: string;
  faultAt: number;
};

/** The scan's answers besides a position: the value goes on in the next chunk, or it is broken. */
export const MORE = -1;
export const FAULT = -2;

/** The state at the start of a value, for `scanValue`. */
export function createScanState(): ScanState {
  return {
    depth: 0,
    stack: new Uint8Array(DEEPEST + 1),
    inString: false,
    escaped: false,
    previous: START,
    fault: '',
    faultAt: 0,
  };
}

/** Puts a state back to the start of a value. */
export function resetScan(state: ScanState): void {
  state.depth = 0;
  state.inString = false;
  state.escaped = false;
  state.previous = START;
}

/** Puts a state behind a member of an object, to scan to the object's end. */
export function resetToObjectTail(state: ScanState): void {
  resetScan(state);
  state.depth = 1;
  state.stack[1] = OBJECT;
  state.previous = VALUE_ENDED;
}

/**
 * Scans an object, array or string from `from` and answers the position after its end, `MORE` or
 * `FAULT`. Scanning chunk by chunk gives the same answer as scanning the whole.
 */
export function scanValue(bytes: Buffer, from: number, state: ScanState): number {
  let at = from;
  while (at < bytes.length) {
    if (state.inString) {
      at = scanString(bytes, at, state);
      if (at < 0) return at;
    } else {
      const byte = bytes[at]!;
      at++;
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) continue;
      if (!step(byte, state)) {
        state.faultAt = at;
        return FAULT;
      }
    }
    if (state.depth === 0 && !state.inString) return at;
  }
  return MORE;
}

function scanString(bytes: Buffer, from: number, state: ScanState): number {
  let at = from;
  if (state.escaped) {
    state.escaped = false;
    at++;
  }
  const { length } = bytes;
  for (; at < length; at++) {
    const byte = bytes[at]!;
    if (byte === 0x22) {
      state.inString = false;
      state.previous = VALUE_ENDED;
      return at + 1;
    }
    if (byte === 0x5c) {
      at++;
      if (at >= bytes.length) state.escaped = true;
    } else if (byte === 0x0a) {
      state.fault = 'a line ends inside a string';
      state.faultAt = at + 1;
      return FAULT;
    }
  }
  return MORE;
}

/** Takes one byte outside strings; false when no JSON value can go on with it. */
function step(byte: number, state: ScanState): boolean {
  const previous = state.previous;
  switch (byte) {
    case 0x22: // "
      if (previous >= VALUE_ENDED) return refuse(state, 'a string follows a value without a comma');
      state.inString = true;
      return true;
    case 0x3a: // :
      if (previous !== VALUE_ENDED) return refuse(state, 'a colon follows no key');
      state.previous = COLON;
      return true;
    case 0x2c: // ,
      if (previous < VALUE_ENDED) return refuse(state, 'a comma follows no value');
      state.previous = COMMA;
      return true;
    case 0x7b: // {
      return open(state, OBJECT, OPENED_OBJECT);
    case 0x5b: // [
      return open(state, ARRAY, OPENED_ARRAY);
    case 0x7d: // }
      return close(state, OBJECT, '}');
    case 0x5d: // ]
      return close(state, ARRAY, ']');
    default:
      if (!isLiteralByte(byte))
        return refuse(state, 'a character that JSON has not outside strings');
      if (previous === VALUE_ENDED) return refuse(state, 'text follows a value without a comma');
      state.previous = LITERAL;
      return true;
  }
}

function open(state: ScanState, kind: number, opened: number): boolean {
  const { previous, depth } = state;
  const legal =
    previous === START ||
    previous === COLON ||
    previous === OPENED_ARRAY ||
    (previous === COMMA && state.stack[depth] === ARRAY);
  if (!legal) return refuse(state, 'a bracket opens where a key or a comma was expected');
  if (depth === DEEPEST) return refuse(state, `nested deeper than ${DEEPEST}`);
  state.depth = depth + 1;
  state.stack[depth + 1] = kind;
  state.previous = opened;
  return true;
}

function close(state: ScanState, kind: number, bracket: string): boolean {
  if (state.stack[state.depth] !== kind)
    return refuse(state, `${bracket} closes what it did not open`);
  state.depth--;
  state.previous = VALUE_ENDED;
  return true;
}

// Digits, signs, the point, and letters: true, false, null and exponents.
function isLiteralByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x2d ||
    byte === 0x2e ||
    byte === 0x2b ||
    byte === 0x45
  );
}

function refuse(state: ScanState, fault: string): false {
  state.fault = fault;
  return false;
}
