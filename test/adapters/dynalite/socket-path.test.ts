import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { makePrivateDirectory, socketPathOf } from '../../../src/adapters/dynalite/socket-path.ts';
import { useTemporaryDirectories } from './temporary-directory.ts';

const newDirectory = useTemporaryDirectories();

describe('adapters/dynalite/socket-path', () => {
  it('puts the socket into the data directory', () => {
    const directory = makePrivateDirectory(newDirectory());
    expect(socketPathOf(directory)).toBe(`${directory}/store.sock`);
  });

  it('puts it into a private directory, the same each time, where the name is too long', () => {
    const directory = makePrivateDirectory(newDirectory('x'.repeat(120)));
    const path = socketPathOf(directory);
    expect(Buffer.byteLength(path)).toBeLessThanOrEqual(103);
    expect(socketPathOf(directory)).toBe(path);
    expect(socketPathOf(`${directory}y`)).not.toBe(path);
    for (const each of [path, socketPathOf(`${directory}y`)])
      rmSync(dirname(each), { recursive: true });
  });

  it('refuses the short directory when somebody else could have made it', () => {
    const directory = makePrivateDirectory(newDirectory('x'.repeat(120)));
    const short = dirname(socketPathOf(directory));
    rmSync(short, { recursive: true });
    mkdirSync(short);
    chmodSync(short, 0o777);
    expect(() => socketPathOf(directory)).toThrow('is not a private directory of this user');
    rmSync(short, { recursive: true });
  });
});
