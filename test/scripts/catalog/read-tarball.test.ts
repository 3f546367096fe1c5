import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { readTarball } from '../../../scripts/catalog/read-tarball.ts';

/** One ustar entry: header and content, each filled to 512 bytes. */
function entry(path: string, text: string, prefix = '', type = '0'): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write(Buffer.byteLength(text).toString(8).padStart(11, '0'), 124);
  header.write(type, 156);
  header.write(prefix, 345);
  const content = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
  content.write(text);
  return Buffer.concat([header, content]);
}

describe('scripts/catalog/read-tarball', () => {
  it('reads the wanted files below package/', () => {
    const tar = Buffer.concat([
      entry('package/a.js', 'a'.repeat(600)),
      entry('b.js', 'é', 'package/dist'),
      entry('package/c.md', 'c'),
      Buffer.alloc(1024),
    ]);

    const files = readTarball(gzipSync(tar), (path) => path.endsWith('.js'));

    expect([...files]).toEqual([
      ['a.js', 'a'.repeat(600)],
      ['dist/b.js', 'é'],
    ]);
  });

  it('refuses a path that does not fit, rather than missing it', () => {
    const tar = entry('PaxHeader/a', 'path=…', '', 'x');

    expect(() => readTarball(gzipSync(tar), () => true)).toThrow('long path');
  });
});
