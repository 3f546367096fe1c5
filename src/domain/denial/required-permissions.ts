import type { DeniedAction } from '../permission/action-lookup.ts';
import type { RequiredPermission } from '../permission/required-permission.ts';
import type { DeniedText } from './judge-text.ts';

/** What a caller of `toRequired` knows besides the text. */
export type OtherEvidence = {
  /** ARNs of the event's `resources[]`. */
  readonly arns: readonly string[];
  /** What the API call is known to need, else a guess of the basis `unknown`. */
  readonly lookUp: () => readonly RequiredPermission[];
  /** The resources of one action that the text names; undefined where nothing knows the action. */
  readonly narrow: (denied: DeniedAction) => readonly RequiredPermission[] | undefined;
};

/**
 * The permissions that a denied text lacked. AWS's own action wins over every look-up, and its own
 * resource over every other evidence, which only narrows its `…/*`.
 */
export function toRequired(text: DeniedText, other: OtherEvidence): readonly RequiredPermission[] {
  if (text.actions.length === 0) return other.lookUp().map((one) => withArn(one, other.arns));
  const resource = text.sentence.resourceText ?? null;
  return text.actions.map((action) => {
    const resources = resourcesOf({ action, resource }, other);
    if (text.actionFrom !== 'message')
      return { action, resources, basis: 'exception', confidence: 'medium' };
    return { action, resources, basis: 'message', confidence: confidenceOf(resource, resources) };
  });
}

function confidenceOf(
  told: string | null,
  resources: readonly string[],
): RequiredPermission['confidence'] {
  if (resources.length === 0 || resources.some(isPattern)) return 'low';
  return told === null && resources[0] !== '*' ? 'medium' : 'high';
}

// AWS's own “all of these” (`instance/*`), which the request did not narrow: what was meant is a guess.
function isPattern(resource: string): boolean {
  return resource.includes('*') && resource.startsWith('arn:') && /[/:]\*(?:[/:]|$)/.test(resource);
}

function resourcesOf(denied: DeniedAction, { arns, narrow }: OtherEvidence): readonly string[] {
  // Only what ends in a star can be narrowed.
  if (denied.resource?.endsWith('*') === false) return [denied.resource];
  const found = narrow(denied)?.find((one) => isSameAction(one.action, denied.action));
  if (denied.resource !== null) return found?.resources ?? [denied.resource];
  const matching = arnsOfService(denied.action, arns);
  return found?.resources ?? (matching.length === 1 ? matching : []);
}

function withArn(required: RequiredPermission, arns: readonly string[]): RequiredPermission {
  if (required.basis !== 'unknown' || required.resources.length > 0) return required;
  const matching = arnsOfService(required.action, arns);
  return matching.length === 1 ? { ...required, resources: matching } : required;
}

/** CloudTrail lists every resource that it knows of a call, a KMS key beside a bucket: the service tells them apart. */
function arnsOfService(action: string, arns: readonly string[]): readonly string[] {
  const service = action.slice(0, action.indexOf(':')).toLowerCase();
  return arns.filter((arn) => arn.split(':', 3)[2] === service);
}

function isSameAction(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
