import { type Words, wordAt } from './words.ts';

// An ARN has at most 2,048 characters; a label farther away belongs to another sentence.
const MAX_LENGTH = 2100;

const LABELS = new Set(['user', 'principal']);
const AFTER_LABEL = /^[\s:"'`*]*/;

/**
 * Who a sentence says is not authorised, as it is written (`arn:…`, `anonymous`, `[AmazonConnect]`,
 * `glue.amazonaws.com`, `with accountId: …`); undefined where it says nobody. `notWord` is its "not".
 */
export function readSubject(words: Words, notWord: number): string | undefined {
  const isWord = wordAt(words, notWord - 1) === 'is' ? notWord - 1 : notWord;
  const end = words.starts[isWord] ?? 0;
  const label = findLabel(words, isWord - 1, end);
  const subject = label === undefined ? unlabelled(words.text, end, isWord < notWord) : label;
  const joined = isArnLike(subject) ? withoutBreaks(subject) : subject.replaceAll('\n', ' ');
  return joined.trim() === '' ? undefined : joined.trim();
}

function findLabel(words: Words, lastWord: number, end: number): string | undefined {
  for (let index = lastWord; index >= 0; index--) {
    const start = words.starts[index] ?? 0;
    if (end - start > MAX_LENGTH) return undefined;
    if (!LABELS.has(wordAt(words, index)) || !isLabel(words, index)) continue;
    const from = words.ends[index] ?? end;
    const between = AFTER_LABEL.exec(words.text.slice(from, from + 20))?.[0] ?? '';
    return trimQuotes(words.text.slice(from + between.length, end));
  }
  return undefined;
}

/** A label stands alone (`User: `, `User arn:`); inside an ARN (`:user/…`, `/user-1`) the word is none. */
function isLabel(words: Words, index: number): boolean {
  const before = words.text[(words.starts[index] ?? 0) - 1] ?? ' ';
  const after = words.text[words.ends[index] ?? 0] ?? ' ';
  return !/[A-Za-z0-9_.:/+=,@-]/.test(before) && /[\s:]/.test(after);
}

/** A subject without "User:": the ARN just before "is not authorized", or a service's name in capitals. */
function unlabelled(text: string, end: number, hasIs: boolean): string {
  const before = text.slice(Math.max(0, end - MAX_LENGTH), end).trimEnd();
  const token = trimQuotes(before.slice(lastWhiteSpace(before) + 1));
  if (isArnLike(token)) return token;
  const line = before.slice(before.lastIndexOf('\n') + 1).slice(-60);
  const name = /(?:^|[:."] ?)([A-Z]\w{0,30}(?: [A-Z]\w{0,30}){0,3})$/.exec(line)?.[1] ?? '';
  return hasIs && name !== 'User' ? name : '';
}

function lastWhiteSpace(text: string): number {
  return Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n'), text.lastIndexOf('\t'));
}

function trimQuotes(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && /["'`*\s]/.test(text[start] ?? '')) start++;
  while (end > start && /["'`*\s]/.test(text[end - 1] ?? '')) end--;
  return text.slice(start, end);
}

function isArnLike(text: string): boolean {
  return text.startsWith('arn:') || text.includes('assumed-role/');
}

function withoutBreaks(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('');
}

/**
 * The role or user of a text that was cut before "is not authorized": only where its name is
 * surely whole, that is where a session follows it.
 */
export function readCutSubject(words: Words): string | undefined {
  const label = words.text.lastIndexOf('User: arn:');
  if (label < 0) return undefined;
  const token = /^[^\s"']{1,2048}/.exec(words.text.slice(label + 6))?.[0] ?? '';
  const [start = '', role = '', session] = token.split('/');
  return start.endsWith(':assumed-role') && session !== undefined ? `${start}/${role}` : undefined;
}
