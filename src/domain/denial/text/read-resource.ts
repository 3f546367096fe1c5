import { goesOn } from './read-arn.ts';
import { type Words, wordAt, wordFrom } from './words.ts';

/** A resource as the text names it, and the place after it. */
export type ReadResource = { readonly resourceText: string; readonly end: number };

// The longest is an S3 object ARN: a key may have 1,024 bytes.
const MAX_LENGTH = 4096;

const SEPARATORS = new Set([' ', '\n', '\t', ':', '*', '`', ',', '.', '…', '"', "'", ')', ']']);
const QUOTES = new Set(['"', "'", '`']);

/**
 * The resource of a sentence whose action ends at `place` and whose reason (`because …`, `with an
 * explicit deny …`) begins at `limit`, if it has one; undefined where the sentence names none.
 * Source of the forms: the IAM guide's denial messages and texts found in use (`on arn:…`,
 * `on the resource: …`, `on resource: role NAME`, `on resource: policy ARN version v2`).
 */
export function readResource(
  words: Words,
  place: number,
  limit: number | undefined,
): ReadResource | undefined {
  const start = beginOfResource(words, place);
  if (start === undefined || (limit !== undefined && start >= limit)) return undefined;
  const read = readQuoted(words, start) ?? readUnquoted(words, start, limit);
  return read.resourceText === '' ? undefined : read;
}

/** Where the resource's own text begins: after `on resource:` and the like, which must follow the action at once. */
function beginOfResource(words: Words, place: number): number | undefined {
  const { text } = words;
  const at = skipAny(text, place, SEPARATORS);
  let index = wordFrom(words, at);
  if (words.starts[index] !== at || wordAt(words, index) !== 'on') return undefined;
  if (wordAt(words, index + 1) === 'the') index++;
  const kind = wordAt(words, index + 1);
  if (kind === 'arn') return skipAny(text, words.ends[index] ?? at, BLANKS);
  // "on the resource associated with this ciphertext" (KMS) names nothing.
  if (!kind.startsWith('resource') || wordAt(words, index + 2) === 'associated') return undefined;
  return skipAny(text, words.ends[index + 1] ?? at, BLANKS_AND_COLON);
}

const BLANKS = new Set([' ', '\n', '\t']);
const BLANKS_AND_COLON = new Set([...BLANKS, ':']);

function skipAny(text: string, place: number, skipped: ReadonlySet<string>): number {
  let at = place;
  while (skipped.has(text[at] ?? '')) at++;
  return at;
}

/** A quoted resource ends at its quote, even where an object key holds the words of a reason. */
function readQuoted({ text, exact }: Words, start: number): ReadResource | undefined {
  const quote = text[start] ?? '';
  if (!QUOTES.has(quote)) return undefined;
  for (let at = text.indexOf(quote, start + 1); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (at > start + MAX_LENGTH) return undefined;
    if (!/^[\s.,;)}\]<"']?$/.test(text[at + 1] ?? '')) continue;
    if (isCurly(exact, at) !== isCurly(exact, start)) continue;
    const inside = exact?.(start + 1, at) ?? text.slice(start + 1, at);
    return { resourceText: joinLines(inside), end: at + 1 };
  }
  return undefined;
}

/** A straight quote is closed by a straight one: a curly one inside belongs to the name. */
function isCurly(exact: Words['exact'], at: number): boolean {
  return exact !== undefined && /^[“”]/.test(exact(at, at + 1));
}

function joinLines(text: string): string {
  return text.split('\n').map(trimBlanks).join('');
}

// A name may end in a space of another kind, which belongs to it.
function trimBlanks(line: string): string {
  let start = 0;
  let end = line.length;
  while (start < end && BLANKS.has(line[start]!)) start++;
  while (end > start && BLANKS.has(line[end - 1]!)) end--;
  return line.slice(start, end);
}

/** IAM names its own resources by a word: `role X`, `instance profile X`, `policy ARN version v2`. */
const IAM_WORDS = new Set(['user', 'role', 'group', 'policy', 'instance', 'server', 'mfa']);

function readUnquoted(words: Words, start: number, limit: number | undefined): ReadResource {
  const { text } = words;
  const end = Math.min(limit ?? text.length, start + MAX_LENGTH);
  const begin =
    start + (QUOTES.has(text[start] ?? '') ? 1 : text.startsWith('**arn', start) ? 2 : 0);
  let at = endOfPiece(text, begin, end);
  let resource = text.slice(begin, at);
  const spans: Span[] = [[begin, at]];
  const named = IAM_WORDS.has(resource.toLowerCase());
  for (;;) {
    const next = skipAny(text, at, BLANKS);
    const piece = text.slice(next, endOfPiece(text, next, end));
    if (next >= end || isAfterResource(piece)) break;
    const broken = text.slice(at, next).includes('\n');
    if (named ? !belongsToName(resource, piece, limit) : !belongs(resource, piece, broken, limit))
      break;
    const gap = named ? ' ' : broken ? '' : text.slice(at, next);
    resource += gap + piece;
    spans.push([next - gap.length, next + piece.length]);
    at = next + piece.length;
  }
  const resourceText = withoutTail(resource);
  // IAM's own names hold no such characters as were replaced.
  return { resourceText: named ? resourceText : toExact(words, spans, resourceText), end: at };
}

type Span = readonly [start: number, end: number];

/** What stood at the spans whose texts make up `resource`, of which the end may be left out. */
function toExact({ exact }: Words, spans: readonly Span[], resource: string): string {
  if (exact === undefined) return resource;
  let left = resource.length;
  let text = '';
  for (const [start, end] of spans) {
    const taken = Math.min(left, end - start);
    text += taken === 0 ? '' : exact(start, start + taken);
    left -= taken;
  }
  return text;
}

/** Between `on resource` and the reason everything is the resource; without a reason only what must be. */
function belongs(
  resource: string,
  piece: string,
  broken: boolean,
  limit: number | undefined,
): boolean {
  return limit === undefined ? broken && goesOn(resource, piece) : true;
}

function belongsToName(resource: string, piece: string, limit: number | undefined): boolean {
  if (limit !== undefined) return true;
  const count = resource.split(' ').length;
  if (resource.startsWith('instance')) return count < (piece === 'profile' ? 2 : 3);
  return count < 2 || piece === 'version' || resource.endsWith(' version');
}

const AFTER_RESOURCE = /^(?:\(|\.\.\.|…|status\b|because\b|with\b|encoded\b|request|action$)/i;

function isAfterResource(piece: string): boolean {
  return piece === '' || AFTER_RESOURCE.test(piece);
}

/** The end of a run without white space that is not glued to the next field of JSON, XML or an SDK's text. */
function endOfPiece(text: string, start: number, limit: number): number {
  let at = start;
  while (at < limit && !isGlue(text, at) && !BLANKS.has(text[at] ?? '')) at++;
  return at;
}

function isGlue(text: string, at: number): boolean {
  const character = text[at] ?? '';
  if (character === '<') return text[at + 1] === '/';
  if (character === '(') return /^\((?:Service|Status|Error|Request)/.test(text.slice(at, at + 9));
  return QUOTES.has(character) && /^[,}\])<]/.test(text[at + 1] ?? '');
}

const OPENER_OF: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };

/** Without the punctuation that belongs to the text round it: unbalanced brackets and quotes, stops, Markdown. */
function withoutTail(resource: string): string {
  let end = resource.length;
  while (end > 0 && isTail(resource.slice(0, end))) end--;
  return resource.slice(0, end);
}

function isTail(resource: string): boolean {
  const last = resource.at(-1) ?? '';
  if (resource.endsWith('...')) return false;
  if (last === '.' || last === ',' || last === ';' || last === '\\') return true;
  if (QUOTES.has(last)) return resource.split(last).length % 2 === 0;
  if (last === '*') return resource.endsWith('**') && resource.split('*').length === 3;
  const opener = Object.hasOwn(OPENER_OF, last) ? OPENER_OF[last] : undefined;
  return opener !== undefined && resource.split(opener).length < resource.split(last).length;
}
