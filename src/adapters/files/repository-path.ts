import { AppError } from '../../kernel/app-error.ts';

const FORBIDDEN = new Set(['', '.', '..', '.git']);

/** Throws `AppError` `invalid-data` for a path that does not stay inside its repository, or reaches into git's own folder. */
export function checkRepositoryPath(path: string): void {
  const isOutside =
    /[\\\0]/.test(path) || path.split('/').some((part) => FORBIDDEN.has(part.toLowerCase()));
  if (isOutside) throw new AppError('invalid-data', `${path}: not a path inside the repository`);
}
