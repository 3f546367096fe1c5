import type { PolicySet } from './evaluation.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { PrincipalPolicies } from './principal-policies.ts';

/** A policy in play under the name a person knows it by: a managed policy's ARN, or `HOLDER inline NAME`. */
export type NamedPolicy = { readonly name: string; readonly document: PolicyDocument };

/**
 * A principal's identity-based policies in the order of `toPolicySet`: its managed and inline ones,
 * then those of each group.
 */
export function identityPoliciesOf(principal: PrincipalPolicies): readonly NamedPolicy[] {
  return [principal, ...principal.groups].flatMap(({ managed, inline }) => [
    ...managed.map(({ arn, document }) => ({ name: arn, document })),
    ...inline.map(({ principalArn, name, document }) => ({
      name: `${principalArn} inline ${name}`,
      document,
    })),
  ]);
}

/** A principal's permissions boundary as a list of one, empty when it has none. */
export function boundaryOf({ boundary }: PrincipalPolicies): readonly NamedPolicy[] {
  return boundary === null ? [] : [{ name: boundary.arn, document: boundary.document }];
}

/** The policies that an account alone puts in play for a principal: identity-based ones and the boundary. */
export function toPolicySet(principal: PrincipalPolicies): PolicySet {
  const boundary = boundaryOf(principal).map(({ document }) => document);
  return {
    identityPolicies: identityPoliciesOf(principal).map(({ document }) => document),
    permissionsBoundary: boundary.length > 0 ? boundary : null,
  };
}
