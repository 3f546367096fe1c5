import { matchIgnoringCase, type MatchRules } from '../match/text.ts';
import { known, NO, type Truth } from '../truth.ts';

/** Bool: "true" or "false" without regard to case; a variable may stand for it. Anything else matches nothing. */
export function compareBoolean(operand: string, value: string, rules: MatchRules): Truth {
  const given = value.toLowerCase();
  if (given !== 'true' && given !== 'false') return NO;
  return matchIgnoringCase(operand, given, rules);
}

/** BinaryEquals: byte for byte, both in base 64, so character for character but for the padding. */
export function compareBinary(operand: string, value: string): Truth {
  return known(withoutPadding(operand) === withoutPadding(value));
}

function withoutPadding(base64: string): string {
  let end = base64.length;
  while (end > 0 && base64[end - 1] === '=') end--;
  return base64.slice(0, end);
}
