import type { PolicyDocument } from '../../../domain/policy/policy-document.ts';

/** Remembers documents of policy versions, which IAM never changes and whose ids it never uses twice. */
export type VersionDocuments = {
  /** `key` is the policy's unique id and the version's: an ARN alone may be a policy that was made anew. */
  get(key: string, fetch: () => Promise<PolicyDocument>): Promise<PolicyDocument>;
};

const MOST_DOCUMENTS = 2_000;

export function createVersionDocuments(most = MOST_DOCUMENTS): VersionDocuments {
  const known = new Map<string, PolicyDocument>();
  return {
    async get(key, fetch) {
      const found = known.get(key);
      if (found !== undefined) return found;
      const document = await fetch();
      // A Map keeps the order of insertion: the first key is the oldest.
      if (known.size >= most) known.delete(known.keys().next().value ?? '');
      known.set(key, document);
      return document;
    },
  };
}
