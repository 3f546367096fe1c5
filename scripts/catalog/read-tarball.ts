import { gunzipSync } from 'node:zlib';

const BLOCK = 512;

/** The text files of an npm tarball by their path below `package/`, those that `isWanted` picks. */
export function readTarball(
  tarball: Buffer,
  isWanted: (path: string) => boolean,
): ReadonlyMap<string, string> {
  const tar = gunzipSync(tarball);
  const files = new Map<string, string>();
  for (let at = 0; at + BLOCK <= tar.length;) {
    const field = (from: number, length: number) =>
      textOf(tar.subarray(at + from, at + from + length));
    const size = Number.parseInt(field(124, 12), 8) || 0;
    const [name, prefix, type] = [field(0, 100), field(345, 155), field(156, 1)];
    if (name === '') break;
    // npm writes ustar; a pax header (`x`) would hold a longer path, and npm's paths fit without.
    if (type === 'x' || type === 'L') throw new Error(`a long path in the tarball before ${name}`);
    const path = (prefix === '' ? name : `${prefix}/${name}`).replace(/^package\//, '');
    const start = at + BLOCK;
    if (isWanted(path)) files.set(path, tar.subarray(start, start + size).toString('utf8'));
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function textOf(field: Buffer): string {
  const end = field.indexOf(0);
  return field
    .subarray(0, end < 0 ? field.length : end)
    .toString('utf8')
    .trim();
}
