/**
 * Whether an event matches a pattern of EventBridge, as far as our rules use it: literals, prefix, suffix, wildcard,
 * exists, anything-but with a prefix, and `$or`. Source: EventBridge User Guide, "Comparison operators".
 */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  return Object.entries(pattern as Record<string, unknown>).every(([key, expected]) => {
    if (key === '$or') return (expected as unknown[]).some((each) => matchesPattern(each, event));
    const value = (event as Record<string, unknown> | null)?.[key];
    if (!Array.isArray(expected)) {
      return matchesPattern(expected, typeof value === 'object' ? value : undefined);
    }
    return expected.some((filter) => matchesFilter(filter, value));
  });
}

function matchesFilter(filter: unknown, value: unknown): boolean {
  if (typeof filter !== 'object' || filter === null) return filter === value;
  const [[name, argument] = ['', undefined]] = Object.entries(filter);
  if (name === 'exists') return (value !== undefined) === argument;
  if (typeof value !== 'string') return false;
  switch (name) {
    case 'prefix':
      return value.startsWith(String(argument));
    case 'suffix':
      return value.endsWith(String(argument));
    case 'wildcard': {
      const parts = String(argument)
        .split('*')
        .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
      return new RegExp(`^${parts.join('.*')}$`, 's').test(value);
    }
    case 'anything-but':
      return !matchesFilter(argument, value);
    default:
      throw new Error(`this matcher does not know ${name}`);
  }
}
