import { wildcardMatches } from './wildcard.ts';

/**
 * Whether an action fits one of a statement's patterns, without regard to case. The service prefix
 * and the name are compared apart, so that a wildcard never spans the colon; `*` alone is every action.
 * Source: IAM User Guide, "IAM JSON policy elements: Action".
 */
export function matchesAction(patterns: readonly string[], action: string): boolean {
  const [service, name] = halvesOf(action.toLowerCase());
  return patterns.some((pattern) => {
    if (pattern === '*') return true;
    const [patternService, patternName] = halvesOf(pattern.toLowerCase());
    if (patternName === undefined || name === undefined) return false;
    return wildcardMatches(patternService, service) && wildcardMatches(patternName, name);
  });
}

function halvesOf(action: string): readonly [service: string, name: string | undefined] {
  const colon = action.indexOf(':');
  return colon < 0 ? [action, undefined] : [action.slice(0, colon), action.slice(colon + 1)];
}
