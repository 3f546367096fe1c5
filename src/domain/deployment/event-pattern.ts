type Json = Readonly<Record<string, unknown>>;

/**
 * Whether an event passes a pattern of EventBridge. A matcher that is not known here lets nothing pass, so
 * that a pattern is never said to work without proof.
 * Source: EventBridge User Guide, "Comparison operators in event patterns".
 */
export function passesPattern(pattern: unknown, event: unknown): boolean {
  if (!isObject(pattern) || !isObject(event)) return false;
  return Object.entries(pattern).every(([field, wanted]) => {
    if (field === '$or') {
      return Array.isArray(wanted) && wanted.some((either) => passesPattern(either, event));
    }
    const value = Object.hasOwn(event, field) ? event[field] : undefined;
    if (!Array.isArray(wanted)) return passesPattern(wanted, value ?? {});
    return wanted.some((matcher) => passesMatcher(matcher, value));
  });
}

function passesMatcher(matcher: unknown, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((each) => passesMatcher(matcher, each));
  if (!isObject(matcher)) return matcher === value;
  const [[operator, operand] = ['', undefined], ...more] = Object.entries(matcher);
  if (more.length > 0) return false;
  if (operator === 'exists') return operand === (value !== undefined);
  if (operator === 'anything-but') {
    const refused = Array.isArray(operand) ? operand : [operand];
    return value !== undefined && !refused.some((each) => passesMatcher(each, value));
  }
  return typeof value === 'string' && typeof operand === 'string'
    ? passesText(operator, operand, value)
    : false;
}

function passesText(operator: string, operand: string, value: string): boolean {
  switch (operator) {
    case 'prefix':
      return value.startsWith(operand);
    case 'suffix':
      return value.endsWith(operand);
    case 'equals-ignore-case':
      return value.toLowerCase() === operand.toLowerCase();
    case 'wildcard':
      return passesWildcard(operand, value);
    default:
      return false;
  }
}

// `*` only: a `?` is itself in a pattern of EventBridge.
function passesWildcard(wildcard: string, value: string): boolean {
  const [first = '', ...rest] = wildcard.split('*');
  if (!value.startsWith(first)) return false;
  const last = rest.pop();
  if (last === undefined) return value === first;
  let at = first.length;
  for (const part of rest) {
    const found = value.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return value.length - last.length >= at && value.endsWith(last);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
