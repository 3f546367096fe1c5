import { isWordCode, type Words, wordAt, wordFrom } from './words.ts';

/**
 * An action read from a text. `foreign` has more than two parts (`ecs:cloudServers:list`), which no
 * AWS action has; another cloud wrote the sentence then. `end` is the place after it.
 */
export type ReadAction = {
  readonly action: string;
  readonly foreign: boolean;
  readonly end: number;
};

const OPENING = new Set([' ', '\n', '\t', ':', '*', '"', "'", '`', '(', '[']);

/** The action (`service:Name`) that begins at a place, after any colon, quotes and Markdown; line breaks inside are joined. */
export function readAction(words: Words, place: number): ReadAction | undefined {
  const { text } = words;
  let at = place;
  while (OPENING.has(text[at] ?? '')) at++;
  const service = readRun(text, at, isServiceCharacter);
  const colon = skipBreak(text, service.end);
  if (service.run === '' || text[colon] !== ':') return undefined;
  const name = readRun(text, skipBreak(text, colon + 1), isNameCharacter);
  if (name.run === '') return undefined;
  const foreign = text[name.end] === ':' && isNameCharacter(text[name.end + 1] ?? '');
  const rest = restAfterBreak(words, name.end);
  return {
    action: `${service.run}:${name.run}${rest}`,
    foreign,
    end: rest === '' ? name.end : skipBreak(text, name.end) + rest.length,
  };
}

/** The rest of a name that a line break cut, told by what follows it: the sentence goes on as AWS writes it. */
function restAfterBreak(words: Words, end: number): string {
  const next = skipBreak(words.text, end);
  if (next === end) return '';
  const { run } = readRun(words.text, next, isNameCharacter);
  const index = wordFrom(words, next);
  const after = `${wordAt(words, index + 1)} ${wordAt(words, index + 2)}`;
  if (['on', 'because', 'with', 'action', ''].includes(run.toLowerCase())) return '';
  return /^(?:on (?:resource|the|arn)|because no|with an|action )/.test(`${after} `) ? run : '';
}

/** Past white space that holds a line break, else the same place: a plain space ends an action. */
export function skipBreak(text: string, place: number): number {
  let at = place;
  let broken = false;
  while (at < text.length && (text[at] === ' ' || text[at] === '\n' || text[at] === '\t')) {
    if (text[at] === '\n') broken = true;
    at++;
  }
  return broken ? at : place;
}

function readRun(
  text: string,
  place: number,
  belongs: (character: string) => boolean,
): { readonly run: string; readonly end: number } {
  let at = place;
  let run = '';
  while (at < text.length) {
    const end = endOfRun(text, at, belongs);
    run += text.slice(at, end);
    at = end;
    // A service name goes on after a line break only when its hyphen was the last character.
    const next = run.endsWith('-') ? skipBreak(text, at) : at;
    if (next === at) break;
    at = next;
  }
  return { run, end: at };
}

function endOfRun(text: string, place: number, belongs: (character: string) => boolean): number {
  let at = place;
  while (at < text.length && belongs(text[at] ?? '')) at++;
  return at;
}

function isNameCharacter(character: string): boolean {
  return isWordCode(character.charCodeAt(0));
}

function isServiceCharacter(character: string): boolean {
  return character === '-' || isNameCharacter(character);
}
