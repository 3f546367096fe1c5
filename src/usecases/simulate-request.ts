import { evaluateRequest } from '../domain/policy/evaluate.ts';
import type { AccessRequest, DecidingStatement } from '../domain/policy/evaluation.ts';
import { parsePolicyDocument } from '../domain/policy/parse-policy-document.ts';
import { parseSimulation } from '../domain/policy/parse-simulation.ts';
import type { PolicyDocument } from '../domain/policy/policy-document.ts';
import type { PrincipalPolicies } from '../domain/policy/principal-policies.ts';
import type { SimulationOutcome } from '../domain/policy/simulation-outcome.ts';
import { boundaryOf, identityPoliciesOf } from '../domain/policy/to-policy-set.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { AccountReader } from '../ports/account-reader.ts';

/** Judges one request of `simulate`'s contract by the policies that it carries. Never throws. */
export function simulateRequest(value: unknown): SimulationOutcome {
  const parsed = parseSimulation(value);
  if (parsed.kind === 'invalid') return parsed;
  const evaluation = evaluateRequest(parsed.request, parsed.policies);
  return { kind: 'evaluated', evaluation, policyNames: evaluation.deciding.map(() => null) };
}

type Named = { readonly name: string | null; readonly document: PolicyDocument };

/**
 * Judges requests by their principal's policies as the account has them. Policies that a request itself
 * carries are in play as well, and take the place of the account's of the same type. A principal that
 * the account does not have, or whose policies cannot be read, makes the request invalid; any other
 * failed read throws `AppError`.
 */
export function createSimulateOnAccount(deps: { readonly accounts: AccountReader }) {
  return async (value: unknown): Promise<SimulationOutcome> => {
    const parsed = parseSimulation(value);
    if (parsed.kind === 'invalid') return parsed;
    const { request, policies: given } = parsed;
    const principal = await findPrincipal(deps.accounts, request.principal);
    if ('kind' in principal) return principal;
    const identity = unnamed(given.identityPolicies) ?? identityPoliciesOf(principal);
    const boundary = unnamed(given.permissionsBoundary) ?? boundaryOf(principal);
    const fault = firstFault([...identity, ...boundary]);
    if (fault !== undefined) return fault;
    const evaluation = evaluateRequest(withPrincipal(request, principal), {
      ...given,
      identityPolicies: identity.map(({ document }) => document),
      permissionsBoundary: boundary.length > 0 ? boundary.map(({ document }) => document) : null,
    });
    const policyNames = evaluation.deciding.map((row) => nameOf(row, identity, boundary));
    return { kind: 'evaluated', evaluation, policyNames };
  };
}

// One principal that cannot be read must not lose the answers about others.
async function findPrincipal(
  accounts: AccountReader,
  arn: string,
): Promise<PrincipalPolicies | (SimulationOutcome & { readonly kind: 'invalid' })> {
  try {
    const principal = await accounts.findPrincipal(arn);
    return principal ?? { kind: 'invalid', path: 'principal', reason: 'is not in this account' };
  } catch (error) {
    if (!isAppError(error, 'invalid-data')) throw error;
    return { kind: 'invalid', path: 'principal', reason: error.message };
  }
}

function unnamed(
  documents: readonly PolicyDocument[] | null | undefined,
): readonly Named[] | undefined {
  if (!documents || documents.length === 0) return undefined;
  return documents.map((document) => ({ name: null, document }));
}

// An account's documents come from outside as much as given ones do.
function firstFault(policies: readonly Named[]): SimulationOutcome | undefined {
  for (const { name, document } of policies) {
    const parse = parsePolicyDocument(document);
    if (parse.kind === 'invalid') {
      return { kind: 'invalid', path: `${name ?? ''}: ${parse.path}`, reason: parse.reason };
    }
  }
  return undefined;
}

// The account knows what a session's ARN does not tell: the role's path. A user's tags are those of
// its sessions too; a role's may be replaced by session tags, so they stay unknown.
function withPrincipal(request: AccessRequest, { principal }: PrincipalPolicies): AccessRequest {
  const tags = principal.kind === 'user' ? Object.entries(principal.tags) : [];
  const known = Object.fromEntries([
    ['aws:principalarn', [principal.arn]],
    ...tags.map(([key, value]) => [`aws:principaltag/${key.toLowerCase()}`, [value]] as const),
  ]);
  return { ...request, context: { ...known, ...request.context } };
}

function nameOf(
  { type, policy }: DecidingStatement,
  identity: readonly Named[],
  boundary: readonly Named[],
): string | null {
  if (type === 'identity-policy') return identity[policy]?.name ?? null;
  return type === 'boundary' ? (boundary[policy]?.name ?? null) : null;
}
