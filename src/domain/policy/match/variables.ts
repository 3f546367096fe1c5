import type { RequestContext } from '../request-context.ts';
import { literalTokens, type Token } from './pattern.ts';

/** How a text of a policy is to be read. */
export type TextRules = {
  /** `none`: `*` and `?` are ordinary; `text`: they match anything; the `arn` kinds: see `wildcard` below. */
  readonly wildcards: 'none' | 'text' | 'arn-condition' | 'arn-resource';
  /** False for documents of a Version before 2012-10-17, in which `${…}` is ordinary text. */
  readonly variables: boolean;
  readonly context: RequestContext;
};

/**
 * A policy's text with its variables filled in. A variable that nothing fills becomes a wildcard, and
 * its key is named: in `missing` when its value is unknown, in `unresolved` when the request lacks it
 * and there is no default.
 */
export type Expansion = {
  readonly tokens: readonly Token[];
  readonly missing: readonly string[];
  readonly unresolved: readonly string[];
};

const ANYTHING: Token = { kind: 'any', colons: true };

/** Fills in the variables of a policy's text and tells its wildcards from its ordinary characters. */
export function expandText(text: string, rules: TextRules): Expansion {
  const tokens: Token[] = [];
  const missing: string[] = [];
  const unresolved: string[] = [];
  let colons = 0;
  for (let at = 0; at < text.length;) {
    const variable =
      rules.variables && mayHoldVariable(rules, colons) ? readVariable(text, at) : undefined;
    if (variable === undefined) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      if (character === ':') colons++;
      at += character.length;
      tokens.push(toToken(character, rules.wildcards, colons, text[at]));
      continue;
    }
    const value = resolve(variable, rules.context);
    if (value.kind === 'unknown') missing.push(variable.name);
    if (value.kind === 'unresolved') unresolved.push(variable.name);
    tokens.push(...(value.kind === 'text' ? literalTokens(value.text) : [ANYTHING]));
    at = variable.end;
  }
  return { tokens, missing, unresolved };
}

// IAM User Guide, "Policy variables": in Resource only in the part after the fifth colon.
function mayHoldVariable({ wildcards }: TextRules, colons: number): boolean {
  return wildcards !== 'arn-resource' || colons >= 5;
}

function toToken(
  character: string,
  wildcards: TextRules['wildcards'],
  colons: number,
  next: string | undefined,
): Token {
  if (wildcards === 'none') return { kind: 'character', character };
  if (character === '?') return { kind: 'one', colons: wildcards === 'text' || colons >= 5 };
  if (character === '*') return { kind: 'any', colons: starCrossesColons(wildcards, colons, next) };
  return { kind: 'character', character };
}

// IAM User Guide, "IAM JSON policy elements: Resource": "If the * wildcard is the last character of
// a resource ARN segment, it can expand to match beyond the colon boundaries." In ARN conditions
// each of the six components is checked separately ("Condition operators", ARN).
function starCrossesColons(
  wildcards: TextRules['wildcards'],
  colons: number,
  next: string | undefined,
): boolean {
  if (wildcards === 'text' || colons >= 5) return true;
  return wildcards === 'arn-resource' && (next === undefined || next === ':');
}

type Variable = {
  readonly name: string;
  readonly fallback: string | undefined;
  readonly end: number;
};

// `${key}` or `${key, 'default'}`. What does not close is ordinary text.
function readVariable(text: string, start: number): Variable | undefined {
  if (!text.startsWith('${', start)) return undefined;
  const close = text.indexOf('}', start);
  if (close < 0) return undefined;
  const inside = text.slice(start + 2, close);
  const comma = inside.indexOf(',');
  if (comma < 0) return { name: inside.trim(), fallback: undefined, end: close + 1 };
  const quoted = inside.slice(comma + 1).trim();
  if (quoted.length < 2 || !quoted.startsWith("'") || !quoted.endsWith("'")) return undefined;
  return { name: inside.slice(0, comma).trim(), fallback: quoted.slice(1, -1), end: close + 1 };
}

const SPECIAL: ReadonlySet<string> = new Set(['*', '?', '$']);

type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unresolved' };

function resolve({ name, fallback }: Variable, context: RequestContext): Value {
  if (SPECIAL.has(name)) return { kind: 'text', text: name };
  const value = context.find(name);
  if (value.kind === 'unknown') return { kind: 'unknown' };
  // A key with several values cannot be a variable ("Single-valued vs. multivalued context keys").
  const only = value.kind === 'present' && value.values.length === 1 ? value.values[0] : undefined;
  const text = only ?? (value.kind === 'absent' ? fallback : undefined);
  return text === undefined ? { kind: 'unresolved' } : { kind: 'text', text };
}
