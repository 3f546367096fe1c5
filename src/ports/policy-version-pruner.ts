/** Deletes policy versions. A port of its own, because only the retention job and the applier's making of room may do it. */
export type PolicyVersionPruner = {
  /** Throws `AppError` `delete-conflict` for the default version and `not-found` for one that is gone. */
  deletePolicyVersion(policyArn: string, versionId: string): Promise<void>;
};
