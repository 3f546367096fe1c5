import { known, NO, type Truth, unknown, YES } from '../truth.ts';
import { literalTokens, matchesTokens, type Token } from './pattern.ts';
import { expandText, type TextRules } from './variables.ts';

/** `inverted` says that the answer will be negated: what must not match by accident then is the opposite. */
export type MatchRules = TextRules & { readonly inverted: boolean };

/**
 * Whether a value fits a policy's text. A text whose variable the request cannot fill matches nothing;
 * under a negation that would let everything pass, and AWS only says that it "might cause the entire
 * statement to be invalid" ("Policy variables"), so there the answer is unknown.
 */
export function matchText(pattern: string, value: string, rules: MatchRules): Truth {
  if (isPlain(pattern)) return known(pattern === value);
  return matchTokens(expandText(pattern, rules), value, rules.inverted, (tokens) => tokens);
}

/** As `matchText`, without regard to case; wildcards are ordinary characters. */
export function matchIgnoringCase(pattern: string, value: string, rules: MatchRules): Truth {
  const expansion = expandText(pattern, { ...rules, wildcards: 'none' });
  return matchTokens(expansion, value.toLowerCase(), rules.inverted, lowered);
}

function matchTokens(
  expansion: ReturnType<typeof expandText>,
  value: string,
  inverted: boolean,
  adapt: (tokens: readonly Token[]) => readonly Token[],
): Truth {
  const { tokens, missing, unresolved } = expansion;
  if (!matchesTokens(adapt(tokens), value)) return NO;
  if (unresolved.length > 0 && !inverted) return NO;
  const open = [...missing, ...unresolved];
  return open.length === 0 ? YES : unknown(...open);
}

// Most patterns by far have neither wildcard nor variable.
function isPlain(pattern: string): boolean {
  return !pattern.includes('*') && !pattern.includes('?') && !pattern.includes('$');
}

// Lower case may take more characters than upper case, so a token may become several.
function lowered(tokens: readonly Token[]): readonly Token[] {
  return tokens.flatMap((token) =>
    token.kind === 'character' ? literalTokens(token.character.toLowerCase()) : [token],
  );
}
