import { skipBreak } from './read-action.ts';
import { findPhrase, isWordCode, type Words, wordAt } from './words.ts';

const ENCODED = 'encoded authorization failure message';
const DETAILS = 'authorization details';
const ID = 'following authorization id';
// boto3: "when calling the X operation"; PHP: 'Error executing "X" on'; Go v2: "operation error S3: X,".
const BOTO = 'when calling the';
const PHP = 'error executing';
const GO = 'operation error';

/** The phrases that are sought in a whole text for what stands round its sentence. */
export const TAIL_PHRASES: readonly string[] = [ENCODED, DETAILS, ID, BOTO, PHP, GO];

/**
 * The id for GetRequestAuthorizationDetails, or undefined. Source: IAM's texts since August 2026
 * (facts/denials.md): the id stands in a console link and again at the end; the end may be cut off.
 */
export function readAuthorizationId(words: Words): string | undefined {
  const link = findPhrase(words, DETAILS);
  const linked = link ? idAt(words.text, link.end + 1) : undefined;
  const named = findPhrase(words, ID);
  const last = named ? idAt(words.text, named.end) : undefined;
  return linked ?? last;
}

function idAt(text: string, place: number): string | undefined {
  const after = text.slice(place, place + 200);
  const [, id = '', next = ''] = /^[\s:/]*([0-9A-Za-z]{8,})(\.\.\.|…)?/.exec(after) ?? [];
  return id === '' || next !== '' ? undefined : id;
}

/** True when EC2 added its encoded message, whole or not. */
export function hasEncodedMessage(words: Words): boolean {
  return findPhrase(words, ENCODED) !== undefined;
}

/** EC2's encoded message for sts:DecodeAuthorizationMessage; undefined where there is none or its end was cut off. */
export function readEncodedMessage(words: Words): string | undefined {
  const phrase = findPhrase(words, ENCODED);
  if (!phrase) return undefined;
  const { text } = words;
  let at = phrase.end;
  while (/^[\s:*"'`]$/.test(text[at] ?? '')) at++;
  let encoded = '';
  for (;;) {
    const end = endOfEncoded(text, at);
    encoded += text.slice(at, end);
    at = skipBreak(text, end);
    // A wrapped blob goes on with another long run; prose has short words.
    if (at === end || endOfEncoded(text, at) - at < 24) break;
  }
  const cut = text.startsWith('...', at) || text.startsWith('…', at);
  return cut || encoded === '' ? undefined : encoded;
}

function endOfEncoded(text: string, place: number): number {
  let at = place;
  while (isWordCode(text.charCodeAt(at)) || text[at] === '-' || text[at] === '_') at++;
  return at;
}

/** The API operation that an SDK names round AWS's text, or undefined. */
export function readOperationName(words: Words): string | undefined {
  const boto = findPhrase(words, BOTO);
  if (boto && wordAt(words, boto.lastWord + 2) === 'operation')
    return wordText(words, boto.lastWord + 1);
  const php = findPhrase(words, PHP);
  if (php && wordAt(words, php.lastWord + 2) === 'on') return wordText(words, php.lastWord + 1);
  const go = findPhrase(words, GO);
  if (!go) return undefined;
  const after = words.text.slice(go.end, go.end + 100);
  return /^[\w\s-]{1,40}: ?([A-Z]\w{2,})\b/.exec(after)?.[1];
}

function wordText(words: Words, index: number): string {
  return words.text.slice(words.starts[index], words.ends[index]);
}
