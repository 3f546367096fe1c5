import type { AccessPrincipal } from './match/access-principal.ts';
import { principalKeys } from './match/principal-keys.ts';
import type { AccessRequest } from './evaluation.ts';

/** What we know of a condition key: its values, that the request does not carry it, or nothing. */
export type ContextValue =
  | { readonly kind: 'present'; readonly values: readonly string[] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

/** Looks a condition key up; names compare without regard to case (IAM User Guide, "Policy variables"). */
export type RequestContext = { readonly find: (key: string) => ContextValue };

const ABSENT: ContextValue = { kind: 'absent' };
const UNKNOWN: ContextValue = { kind: 'unknown' };

/**
 * The context of a request: the given keys, then those that follow from the principal and the
 * resource for certain. A key given with an empty list is known to be absent.
 * `ownerAccount` is the account of the resource, undefined when it is not certain.
 */
export function createRequestContext(
  request: AccessRequest,
  principal: AccessPrincipal,
  ownerAccount: string | undefined,
): RequestContext {
  const known = new Map<string, readonly string[]>(principalKeys(principal));
  if (ownerAccount !== undefined) {
    known.set('aws:resourceaccount', [ownerAccount]);
    known.set('s3:resourceaccount', [ownerAccount]);
  }
  for (const [key, values] of Object.entries(request.context)) known.set(key.toLowerCase(), values);
  const otherwise = request.contextIsComplete === true ? ABSENT : UNKNOWN;
  return {
    find: (key) => {
      const values = known.get(key.toLowerCase());
      if (values === undefined) return otherwise;
      return values.length === 0 ? ABSENT : { kind: 'present', values };
    },
  };
}
