/**
 * A path that a file refers to, from the repository's root: `reference` is relative to the folder of the file
 * `from`. Null for one that leaves the repository or is no relative path.
 */
export function resolveReference(from: string, reference: string): string | null {
  if (reference.startsWith('/') || /^[A-Za-z]:|[\\\0]/.test(reference)) return null;
  const folders = from.split('/').slice(0, -1);
  for (const part of reference.split('/')) {
    if (part === '..') {
      if (folders.pop() === undefined) return null;
    } else if (part !== '.' && part !== '') folders.push(part);
  }
  return folders.length === 0 ? null : folders.join('/');
}
