import { wildcardMatches } from '../../domain/policy/match/wildcard.ts';
import type { Term } from '../policy-model.ts';

/** How sure it is that a term of a file names something: by its text, by a pattern, not known, or surely not. */
export type NameMatch = 'exact' | 'pattern' | 'unknown' | 'no';

// A pattern with less text than this would find every role of an account.
const FEWEST_KNOWN = 3;

/** Compares a name in an account with the one that a file writes, plain or as an ARN. */
export function matchName(term: Term | null, name: string): NameMatch {
  if (term === null) return 'unknown';
  if (term.kind === 'literal') return lastPart(term.value) === name ? 'exact' : 'no';
  if (term.arn === null) return 'unknown';
  const pattern = lastPart(term.arn);
  if (!wildcardMatches(pattern, name)) return 'no';
  return countKnown(pattern) >= FEWEST_KNOWN ? 'pattern' : 'unknown';
}

/** The name at the end of an ARN; a plain name is its own last part. */
export function lastPart(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

function countKnown(pattern: string): number {
  return pattern.replaceAll(/[^A-Za-z0-9]/g, '').length;
}
