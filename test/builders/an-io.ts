import { Readable, Writable } from 'node:stream';
import type { Io } from '../../src/cli/command.ts';

/** An `Io` that a test can read afterwards; `stdin` is what is piped in (absent: a terminal). */
export function anIo(given: { readonly stdin?: string | Buffer; readonly colour?: boolean } = {}): {
  readonly io: Io;
  readonly stdout: () => string;
  readonly stderr: () => string;
} {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const io: Io = {
    stdin: Readable.from(given.stdin === undefined ? [] : [Buffer.from(given.stdin)]),
    stdout: collector(out),
    stderr: collector(err),
    isTTY: { stdin: given.stdin === undefined, stdout: false, stderr: false },
    env: {},
    colour: given.colour ?? false,
  };
  return {
    io,
    stdout: () => Buffer.concat(out).toString('utf8'),
    stderr: () => Buffer.concat(err).toString('utf8'),
  };
}

function collector(chunks: Buffer[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
}
