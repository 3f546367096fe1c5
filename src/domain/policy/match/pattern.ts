/** One character, `*` (`any`) or `?` (`one`); `colons` says whether the wildcard may stand for a colon. */
export type Token =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'any' | 'one'; readonly colons: boolean };

/** The tokens of a text in which nothing is special. */
export function literalTokens(text: string): readonly Token[] {
  return Array.from(text, (character) => ({ kind: 'character', character }));
}

/**
 * Whether the whole text fits the tokens. Keeps the set of positions that are still possible, so it
 * never backtracks: the worst case is text times tokens, and a hostile pattern cannot exceed it.
 */
export function matchesTokens(tokens: readonly Token[], text: string): boolean {
  let positions = reachable(tokens, [0]);
  for (const character of text) {
    if (positions.length === 0) return false;
    positions = step(tokens, positions, character);
  }
  return positions.includes(tokens.length);
}

function step(
  tokens: readonly Token[],
  positions: readonly number[],
  character: string,
): readonly number[] {
  const next: number[] = [];
  for (const position of positions) {
    const token = tokens[position];
    if (token === undefined || !takes(token, character)) continue;
    next.push(token.kind === 'any' ? position : position + 1);
  }
  return reachable(tokens, next);
}

function takes(token: Token, character: string): boolean {
  if (token.kind === 'character') return token.character === character;
  return token.colons || character !== ':';
}

// A star may stand for nothing, so whoever stands before one also stands behind it. Positions ascend,
// therefore one that is not above the last is already in the result.
function reachable(tokens: readonly Token[], positions: readonly number[]): readonly number[] {
  const result: number[] = [];
  let last = -1;
  for (const start of positions) {
    let position = start;
    while (position > last) {
      result.push(position);
      last = position;
      if (tokens[position]?.kind === 'any') position++;
    }
  }
  return result;
}
