import type { RequestContext } from '../request-context.ts';
import { any, type Truth } from '../truth.ts';
import { matchText, type MatchRules } from './text.ts';

/** What a resource pattern's meaning depends on besides its text. */
export type ResourceRules = {
  readonly context: RequestContext;
  readonly variables: boolean;
  /** True for identity-based policies, where AWS completes an ARN of fewer than six fields. */
  readonly completesArns: boolean;
  readonly inverted: boolean;
};

const FIELDS = 6;

/**
 * Whether a resource fits one of a statement's patterns; case counts. `*` and `?` stay inside one of
 * the first five ARN fields, except a `*` that ends its field; in the resource part they match anything.
 * Source: IAM User Guide, "IAM JSON policy elements: Resource" and "IAM identifiers" (incomplete ARNs).
 */
export function matchResource(
  patterns: readonly string[],
  resource: string,
  rules: ResourceRules,
): Truth {
  const textRules: MatchRules = { ...rules, wildcards: 'arn-resource' };
  return any(
    patterns
      .flatMap((pattern) => (rules.completesArns ? [pattern, ...completed(pattern)] : [pattern]))
      .map((pattern) => matchText(pattern, resource, textRules)),
  );
}

// "specifying arn:aws:sqs is equivalent to arn:aws:sqs:*:*:*".
function completed(pattern: string): readonly string[] {
  const fields = pattern.split(':', FIELDS).length;
  if (fields >= FIELDS || !pattern.startsWith('arn:')) return [];
  return [pattern + ':*'.repeat(FIELDS - fields)];
}
