import { TIER_1_ACTIONS } from './guardrails/completing-actions.ts';
import { isAccountId, parseArn } from './match/arn.ts';
import { wildcardMatches } from './match/wildcard.ts';
import { type PolicyStatement, toList } from './policy-document.ts';
import { isResourceless } from './resourceless-actions.ts';
import type { GuardrailRefusal, GuardrailVerdict, Risk, RiskTier } from './risk.ts';
import { OPTIONAL_RESOURCE_ACTIONS, TIER_0_ACTIONS, TIER_2_ACTIONS } from './risky-actions.ts';

/**
 * Judges an Allow before anybody may approve it: what no configuration permits is refused, the rest
 * gets its risk. `principalArn` is who would receive it (null: unknown, which refuses nothing by itself).
 */
export function judgeStatement(
  statement: PolicyStatement,
  principalArn: string | null,
): GuardrailVerdict {
  const risk = riskOf(statement);
  const code = refusalOf(statement, principalArn, risk);
  return code === null ? { kind: 'passed', risk } : { kind: 'refused', code, risk };
}

/** The risk of what a statement allows: that of its most dangerous action. */
export function riskOf(statement: PolicyStatement): Risk {
  const judged = toList(statement.Action).map((action) => riskOfAction(action));
  return judged.reduce<Risk>((worst, risk) => (risk.tier < worst.tier ? risk : worst), {
    tier: 4,
    reasons: ['reads only'],
  });
}

const READING =
  /^(get|list|describe|batchget|query|scan|search|lookup|head|select|view|check|filter|detect|retrieve)/;

function riskOfAction(action: string): Risk {
  const name = action.toLowerCase();
  const listed = (list: readonly string[]) =>
    list.some((pattern) => wildcardMatches(pattern, name));
  const risk = (tier: RiskTier, reason: string): Risk => ({
    tier,
    reasons: [`${action}: ${reason}`],
  });
  if (listed(TIER_0_ACTIONS))
    return risk(
      0,
      'alone enough to raise its holder’s own permissions or to blind what watches it',
    );
  if (listed(TIER_1_ACTIONS))
    return risk(1, 'completes a known privilege escalation together with other permissions');
  if (listed(TIER_2_ACTIONS)) return risk(2, 'hands out secrets or opens a resource to others');
  if (READING.test(name.slice(name.indexOf(':') + 1))) return risk(4, 'reads only');
  return risk(3, 'creates, changes or deletes');
}

function refusalOf(
  statement: PolicyStatement,
  principalArn: string | null,
  risk: Risk,
): GuardrailRefusal | null {
  const actions = toList(statement.Action);
  const resources = toList(statement.Resource);
  if (actions.length === 0 || !actions.every(isActionForm)) return 'unknown-action';
  if (actions.some((action) => /[*?]/.test(action))) return 'wildcard-action';
  if (resources.length === 0) return 'wildcard-resource';
  if (resources.some((resource) => !isWritable(resource))) return 'malformed-resource';
  if (resources.some((resource) => isCrossAccount(resource, principalArn)))
    return 'cross-account-resource';
  if (resources.some(hasLooseWildcard)) return 'wildcard-resource';
  if (resources.includes('*') && !actions.every(needsNoResource)) return 'wildcard-resource';
  if (resources.some(coversWholeType) && !actions.every(mayTakeWholeType))
    return 'wildcard-resource';
  if (risk.tier === 2 && !resources.every(isExact)) return 'wildcard-resource';
  return risk.tier <= 1 ? 'privilege-escalation' : null;
}

function isActionForm(action: string): boolean {
  return /^[a-z0-9-]+:[A-Za-z0-9*?]+$/i.test(action);
}

function isWritable(resource: string): boolean {
  if (resource === '*') return true;
  const arn = parseArn(resource);
  // IAM completes an ARN of fewer fields with `*` (IAM User Guide, "IAM identifiers").
  if (arn === undefined || arn.service === '' || arn.resource === '') return false;
  // A policy variable stands for something else in every request, so nobody can judge it.
  return !withoutEscapes(resource).includes('${') && hasIamCharacters(resource);
}

// IAM accepts only these characters in a document (IAM API reference, CreatePolicyVersion).
function hasIamCharacters(resource: string): boolean {
  for (const character of resource) {
    const code = character.codePointAt(0) ?? 0;
    if (code > 0xff || code < 0x20) return false;
  }
  return true;
}

// `${*}`, `${?}` and `${$}` are the characters themselves; any other letter will do in their place.
function withoutEscapes(resource: string): string {
  return resource.replaceAll(/\$\{[*?$]\}/g, 'x');
}

function isCrossAccount(resource: string, principalArn: string | null): boolean {
  const owner = resource.split(':', 5)[4] ?? '';
  const holder = principalArn?.split(':', 5)[4] ?? '';
  return isAccountId(owner) && isAccountId(holder) && owner !== holder;
}

// AWS names "all of them" as one whole segment of the resource part; every other wildcard is a guess.
function hasLooseWildcard(resource: string): boolean {
  const arn = parseArn(withoutEscapes(resource));
  if (arn === undefined) return false;
  const place = `${arn.partition}:${arn.service}:${arn.region}:${arn.account}`;
  return (
    /[*?]/.test(place) ||
    arn.resource.split(/[/:]/).some((part) => part !== '*' && /[*?]/.test(part))
  );
}

/** True for `*` and for an ARN that names only a type (`…:instance/*`, `arn:aws:s3:::*`). */
function coversWholeType(resource: string): boolean {
  if (resource === '*') return true;
  const arn = parseArn(withoutEscapes(resource));
  const name = arn?.resource ?? '';
  const wildcardAt = name.search(/[*?]/);
  if (wildcardAt < 0) return false;
  const named = name.slice(0, wildcardAt);
  // The ARN of a bucket has no account and starts with its name; elsewhere the type comes first.
  const isBucket = arn?.service === 's3' && arn.account === '';
  return (isBucket ? named : withoutType(arn?.service ?? '', named)) === '';
}

/** Types of two words, by service (ARN patterns of the Service Authorization Reference). */
const SECOND_WORDS: ReadonlyMap<string, RegExp> = new Map([
  ['elasticloadbalancing', /^(?:app|net|gwy)\//],
  ['guardduty', /^custom\//],
  ['healthlake', /^fhir\//],
  ['cloudformation', /^(?:resource|hook)\//],
]);

function withoutType(service: string, named: string): string {
  const name = named.replace(/^\/?[a-z0-9-]+[/:]/i, '');
  const second = SECOND_WORDS.get(service);
  return second === undefined ? name : name.replace(second, '');
}

function isExact(resource: string): boolean {
  return !/[*?]/.test(withoutEscapes(resource));
}

function needsNoResource(action: string): boolean {
  const name = action.toLowerCase();
  return (
    isResourceless(action) ||
    OPTIONAL_RESOURCE_ACTIONS.some((pattern) => wildcardMatches(pattern, name))
  );
}

// A call that describes all of a type is denied on the type as AWS writes it (`…:db:*`).
function mayTakeWholeType(action: string): boolean {
  const verb = action.slice(action.indexOf(':') + 1).toLowerCase();
  return verb.startsWith('describe') || needsNoResource(action);
}
