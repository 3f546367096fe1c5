import type { RequiredPermission } from '../permission/required-permission.ts';
import type { DeniedText } from './judge-text.ts';

/** What a caller of `toRequired` knows besides the text; each may be empty. */
export type OtherEvidence = {
  /** ARNs of the event's `resources[]`. */
  readonly arns: readonly string[];
  /** What the API call is known to need, by a catalogue or an exception; asked where the text does not tell. */
  readonly lookUp: () => readonly RequiredPermission[];
};

/**
 * The permissions that a denied text lacked. AWS's own action wins over every look-up, and its own
 * resource over every other evidence; without any of them the list is what was looked up.
 */
export function toRequired(
  text: DeniedText,
  { arns, lookUp }: OtherEvidence,
): readonly RequiredPermission[] {
  if (text.actions.length === 0) return lookUp().map((one) => withArn(one, arns));
  return text.actions.map((action) => {
    const resources = resourcesOf(text, action, arns, lookUp);
    return text.actionFrom === 'message'
      ? { action, resources, basis: 'message', confidence: resources.length > 0 ? 'high' : 'low' }
      : { action, resources, basis: 'exception', confidence: 'medium' };
  });
}

function resourcesOf(
  text: DeniedText,
  action: string,
  arns: readonly string[],
  lookUp: OtherEvidence['lookUp'],
): readonly string[] {
  if (text.sentence.resourceText !== undefined) return [text.sentence.resourceText];
  const matching = arnsOfService(action, arns);
  if (matching.length === 1) return matching;
  return lookUp().find((one) => isSameAction(one.action, action))?.resources ?? [];
}

function withArn(required: RequiredPermission, arns: readonly string[]): RequiredPermission {
  const matching = arnsOfService(required.action, arns);
  const named = required.resources.length === 0 && matching.length === 1;
  return named ? { ...required, resources: matching } : required;
}

/** CloudTrail lists every resource that it knows of a call, a KMS key beside a bucket: the service tells them apart. */
function arnsOfService(action: string, arns: readonly string[]): readonly string[] {
  const service = action.slice(0, action.indexOf(':')).toLowerCase();
  return arns.filter((arn) => arn.split(':', 3)[2] === service);
}

function isSameAction(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
