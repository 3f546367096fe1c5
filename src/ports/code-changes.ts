/** A file before and after an edit; `path` is from the repository's root with `/`. */
export type FileEdit = { readonly path: string; readonly before: string; readonly after: string };

/**
 * Writes edits into files that people work on: all or none of them, as far as the file system goes. Throws `AppError`
 * `concurrent-modification` when a file is not `before` any more, `invalid-data` for a path that is not a plain file of the repository.
 */
export type WorkingTree = { replace(edits: readonly FileEdit[]): Promise<void> };

/** What a commit is to say: lines of text of which none can be taken for a trailer or an option. */
export type CommitMessage = { readonly subject: string; readonly lines: readonly string[] };

/**
 * Commits edits to a new branch on top of what is checked out, and touches neither index nor files. Throws `AppError`
 * `already-exists` for a branch that is there, `concurrent-modification` when a file differs from what is committed,
 * `invalid-data` for a bad name or no repository.
 */
export type BranchWriter = {
  commit(
    branch: string,
    edits: readonly FileEdit[],
    message: CommitMessage,
  ): Promise<{ readonly commit: string }>;
};
