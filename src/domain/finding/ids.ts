import { shortHash } from '../../kernel/digest.ts';

/**
 * The partition of a principal: everything about one role or user shares it, in the store's key and
 * in every id, so that one consistent read finds it all without an index.
 */
export function partitionOf(principalArn: string): string {
  return shortHash(['principal', principalArn], 6);
}

/** A finding's id, the same for the same fingerprint: `f-<partition>-<name>`. */
export function findingIdOf(principalArn: string, fingerprint: string): string {
  return `f-${partitionOf(principalArn)}-${shortHash(['finding', fingerprint], 8)}`;
}

/** A proposal's id, the same for the same digest and attempt: `p-<partition>-<name>`. */
export function proposalIdOf(principalArn: string, digest: string, attempt: number): string {
  return `p-${partitionOf(principalArn)}-${shortHash(['proposal', digest, attempt], 8)}`;
}

const ID_FORM = /^[fp]-([0-9a-z]{6})-[0-9a-z]{8}$/;

/** The partition that an id names, or undefined where the text is no id. */
export function partitionOfId(id: string): string | undefined {
  return ID_FORM.exec(id)?.[1];
}
