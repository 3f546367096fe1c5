import { parseArn } from '../match/arn.ts';
import { matchIgnoringCase, type MatchRules, matchText } from '../match/text.ts';
import { NO, type Truth, YES } from '../truth.ts';

/** StringEquals: the same characters; variables are filled in, wildcards are ordinary. */
export function matchString(operand: string, value: string, rules: MatchRules): Truth {
  return matchText(operand, value, { ...rules, wildcards: 'none' });
}

/** StringEqualsIgnoreCase. */
export function matchStringIgnoringCase(operand: string, value: string, rules: MatchRules): Truth {
  return matchIgnoringCase(operand, value, rules);
}

/** StringLike: `*` and `?` match anything, case counts. */
export function matchStringLike(operand: string, value: string, rules: MatchRules): Truth {
  return matchText(operand, value, { ...rules, wildcards: 'text' });
}

/** ArnEquals and ArnLike, which are the same: each of the six fields is compared apart, with wildcards. */
export function matchArn(operand: string, value: string, rules: MatchRules): Truth {
  if (parseArn(value) === undefined) return NO;
  // An operand of stars only is not an ARN, but it is common and cannot mean anything else.
  if (operand === '*') return YES;
  return matchText(operand, value, { ...rules, wildcards: 'arn-condition' });
}
