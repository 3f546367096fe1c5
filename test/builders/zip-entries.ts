import { readFileSync } from 'node:fs';

/** A file in a zip; `compressedBytes` is what it takes in it, without the headers. */
export type ZipEntry = { readonly name: string; readonly compressedBytes: number };

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** The files of a zip, by its central directory. Source: PKWARE's APPNOTE, sections 4.3.12 and 4.3.16. */
export function listZipEntries(file: string): readonly ZipEntry[] {
  const bytes = readFileSync(file);
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  if (end < 0) throw new Error(`${file} is no zip`);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error(`${file} is damaged`);
    const [name, extra, comment] = [28, 30, 32].map((offset) =>
      bytes.readUInt16LE(at + offset),
    ) as [number, number, number];
    const entry = {
      name: bytes.toString('utf8', at + 46, at + 46 + name),
      compressedBytes: bytes.readUInt32LE(at + 20),
    };
    at += 46 + name + extra + comment;
    return entry;
  });
}
