import type { AccessRequest, PolicySet } from './evaluation.ts';
import { parseAccessPrincipal } from './match/access-principal.ts';
import { isAccountId } from './match/arn.ts';
import { checkEach, checkMembers, checkScalar, checkText, isObject } from './policy-fault.ts';
import type { Check, PolicyFault } from './policy-fault.ts';
import { parsePolicySet, POLICY_MEMBERS } from './parse-policy-set.ts';

/** A request with the policies to judge it by, or the first thing that is wrong with it. */
export type SimulationParse =
  | { readonly kind: 'parsed'; readonly request: AccessRequest; readonly policies: PolicySet }
  | { readonly kind: 'invalid'; readonly path: string; readonly reason: string };

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads one request of `simulate`'s contract (docs: "simulate -"). A context key that is not listed is
 * unknown, whether `context` is empty or missing; one with an empty list or null is known to be absent
 * from the request. Never throws.
 */
export function parseSimulation(value: unknown): SimulationParse {
  if (!isObject(value)) return { kind: 'invalid', path: '', reason: 'a request is a JSON object' };
  const fault = checkRequest(value);
  if (fault !== undefined) return { kind: 'invalid', ...fault };
  const parsed = parsePolicySet(value);
  if (parsed.kind === 'invalid') return parsed;
  return { kind: 'parsed', request: toRequest(value), policies: parsed.policies };
}

function checkRequest(value: Members): PolicyFault | undefined {
  return (
    checkPrincipal(value['principal'], 'principal') ??
    checkAction(value['action'], 'action') ??
    checkResource(value['resource'], 'resource') ??
    checkAccount(value['resourceAccount'], 'resourceAccount') ??
    checkContext(value['context'], 'context') ??
    checkCompleteness(value['contextIsComplete'], 'contextIsComplete') ??
    checkNames(value)
  );
}

const checkPrincipal: Check = (value, path) =>
  checkText(value, path) ??
  (parseAccessPrincipal(value as string).kind === 'unknown'
    ? { path, reason: 'is not the ARN of a role, a user, a session or an account root' }
    : undefined);

const checkAction: Check = (value, path) =>
  checkText(value, path) ??
  (/^[^\s:*?]+:[^\s:*?]+$/.test(value as string)
    ? undefined
    : { path, reason: 'must be one action such as "s3:GetObject"' });

const checkResource: Check = (value, path) =>
  checkText(value, path) ??
  (value === ''
    ? { path, reason: 'must be an ARN, or "*" for no resource in particular' }
    : undefined);

const checkAccount: Check = (value, path) =>
  isNone(value) || (typeof value === 'string' && isAccountId(value))
    ? undefined
    : { path, reason: 'must be an account id: a string of twelve digits' };

const checkCompleteness: Check = (value, path) =>
  value === undefined || typeof value === 'boolean'
    ? undefined
    : { path, reason: 'must be true or false' };

const checkContext: Check = (value, path) => {
  if (isNone(value)) return undefined;
  if (!isObject(value)) return { path, reason: 'must be an object of condition keys' };
  return checkMembers(value, path, (values, at) =>
    values === null ? undefined : checkEach(values, at, checkScalar),
  );
};

// Members that mean nothing to us are the caller's own; but a misspelt policy must not be left out.
function checkNames(value: Members): PolicyFault | undefined {
  return checkMembers(value, '', (_member, path, name) =>
    /polic|boundar/i.test(name) && !POLICY_MEMBERS.includes(name)
      ? { path, reason: `is not one of ${POLICY_MEMBERS.join(', ')}` }
      : undefined,
  );
}

function toRequest(value: Members): AccessRequest {
  const { principal, action, resource, resourceAccount, context, contextIsComplete } = value;
  return {
    principal: principal as string,
    action: action as string,
    resource: resource as string,
    context: toContext((context ?? {}) as Members),
    ...(isNone(resourceAccount) ? {} : { resourceAccount: resourceAccount as string }),
    ...(contextIsComplete === true ? { contextIsComplete } : {}),
  };
}

function toContext(context: Members): AccessRequest['context'] {
  return Object.fromEntries(
    Object.entries(context).map(([key, values]) => [key, values === null ? [] : toTexts(values)]),
  );
}

function toTexts(values: unknown): readonly string[] {
  return Array.isArray(values) ? values.map(String) : [String(values)];
}

function isNone(value: unknown): boolean {
  return value === undefined || value === null;
}
