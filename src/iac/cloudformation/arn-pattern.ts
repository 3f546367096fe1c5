import { isSameArn } from '../model-terms.ts';
import { UNKNOWN } from './template-text.ts';

/**
 * A text of a template as the pattern of a term: `*` for an unknown partition, region or account. Null where it is no
 * ARN, where anything else is unknown, and where the template itself writes a wildcard in one of the three.
 */
export function toArnPattern(text: string): string | null {
  const parts = text.split(':');
  const [arn, , service] = parts;
  if (arn !== 'arn' || parts.length < 6 || service === UNKNOWN) return null;
  const head = parts
    .slice(0, 5)
    .map((part) => (part === UNKNOWN ? '*' : hasDoubt(part) ? null : part));
  const tail = parts.slice(5).join(':');
  return head.includes(null) || tail.includes(UNKNOWN) ? null : [...head, tail].join(':');
}

/** What an ARN has behind the resource of a pattern, as `/index/*`; null where it is not of that resource. */
export function restOfArn(pattern: string, arn: string): string | null {
  const tail = pattern.split(':').slice(5).join(':');
  const rest = arn.split(':').slice(5).join(':').slice(tail.length);
  return isSameArn(pattern, arn.slice(0, arn.length - rest.length)) ? rest : null;
}

function hasDoubt(part: string): boolean {
  return part.includes(UNKNOWN) || part.includes('*') || part.includes('?');
}
