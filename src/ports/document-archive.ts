import type { PolicyDocument } from '../domain/policy/policy-document.ts';

/** A policy version that was deleted, kept so that it can be created again. `deletedAt` is ISO 8601 UTC. */
export type ArchivedVersion = {
  readonly policyArn: string;
  readonly policyId: string;
  readonly versionId: string;
  readonly document: PolicyDocument;
  readonly deletedAt: string;
};

/** Keeps the documents of pruned policy versions for ever; a second save of the same version changes nothing. */
export type DocumentArchive = {
  saveVersion(version: ArchivedVersion): Promise<void>;
  findVersion(policyId: string, versionId: string): Promise<ArchivedVersion | undefined>;
};
