/** A file of a repository: its path from the root with `/`, its size in bytes. */
export type RepositoryFile = { readonly path: string; readonly size: number };

/**
 * The files of one repository that people keep there: no symbolic link, no folder that a tool fills. A listing that
 * cannot be complete throws `AppError` `invalid-data`, since a policy that was not seen would make another look unique.
 */
export type RepositoryFiles = {
  list(): Promise<readonly RepositoryFile[]>;
  /** The text as it is, byte order mark included; null for what is not UTF-8 text or no plain file of the repository. */
  read(path: string): Promise<string | null>;
};
