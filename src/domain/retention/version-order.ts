import type { PolicyVersion } from '../policy/principal-policies.ts';

/** Versions by the number in their id, newest first: IAM counts up and never uses an id twice. */
export function newestFirst(versions: readonly PolicyVersion[]): readonly PolicyVersion[] {
  return [...versions].sort((a, b) => numberOf(b.versionId) - numberOf(a.versionId));
}

// IAM API Reference, DeletePolicyVersion, pattern of VersionId: v[1-9][0-9]*(\.[A-Za-z0-9-]*)?
function numberOf(versionId: string): number {
  const digits = /^v([1-9][0-9]{0,8})(\.|$)/.exec(versionId)?.[1];
  if (digits === undefined) throw new Error(`not a policy version id: ${versionId}`);
  return Number(digits);
}
