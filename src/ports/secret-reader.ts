/** A secret's value now, and the one before it while a rotation lasts. Never logged, stored or put into an environment value. */
export type Secret = { readonly current: string; readonly previous: string | null };

/** Reads secrets by name or ARN, cached for at most five minutes. Throws `AppError` when one cannot be read. */
export type SecretReader = {
  read(name: string): Promise<Secret>;
  /** Reads it anew, past the cache: for the one retry after the other side refused it. */
  readAgain(name: string): Promise<Secret>;
};
