import type { MatchRules } from '../match/text.ts';
import type { Truth } from '../truth.ts';

/** Compares one value of the request with one operand of the policy. */
export type Comparison = (operand: string, value: string, rules: MatchRules) => Truth;
