/**
 * First keys of documents that are one long list, read element by element, since such a file holds any
 * number of records: CloudTrail's files in S3; filter-log-events and get-log-events; lookup-events.
 */
const LISTS: readonly string[] = ['Records', 'events', 'Events'];

export type ListStart =
  | { readonly kind: 'list'; readonly elementsAt: number }
  | { readonly kind: 'other' }
  | { readonly kind: 'more' };

// Enough for the key and generous white space; a start longer than that is read as one value.
const LONGEST_START = 256;

/** Whether the object at `at` starts as one of the lists do; `more` when the bytes at hand do not tell. */
export function listStartAt(bytes: Buffer, at: number, ended: boolean): ListStart {
  const window = bytes.toString('latin1', at, at + LONGEST_START);
  const match = /^\{[ \t\r\n]*"([A-Za-z]{1,8})"[ \t\r\n]*:[ \t\r\n]*(.)/s.exec(window);
  if (match !== null) {
    return LISTS.includes(match[1] ?? '') && match[2] === '['
      ? { kind: 'list', elementsAt: at + match[0].length }
      : { kind: 'other' };
  }
  const undecided = window.length < LONGEST_START && !ended;
  return undecided && /^\{[ \t\r\n]*("[A-Za-z]{0,8}("[ \t\r\n]*(:[ \t\r\n]*)?)?)?$/.test(window)
    ? { kind: 'more' }
    : { kind: 'other' };
}
