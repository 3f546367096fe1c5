import { createGunzip } from 'node:zlib';

// Small pieces, so that a file that unpacks to a thousand times its size stays small in memory.
const PIECE = 16 * 1024;

/**
 * Decompresses chunk by chunk. What was unpacked before a fault is yielded before the fault is
 * thrown, which a pipeline of streams would not promise.
 */
export async function* gunzip(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const stream = createGunzip();
  const unpacked: Buffer[] = [];
  const failures: Error[] = [];
  // A write that fails never calls back: the failure ends the waiting instead.
  let endWait = () => {};
  const settled = (start: (done: () => void) => void) =>
    new Promise<void>((resolve) => {
      endWait = resolve;
      start(resolve);
    });
  stream.on('data', (piece: Buffer) => unpacked.push(piece));
  stream.on('error', (error) => {
    failures.push(error);
    endWait();
  });
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length && failures.length === 0; at += PIECE) {
        await settled((done) => stream.write(chunk.subarray(at, at + PIECE), () => done()));
        yield* unpacked.splice(0);
      }
      if (failures.length > 0) break;
    }
    if (failures.length === 0) await settled((done) => stream.once('end', done).end());
    yield* unpacked.splice(0);
  } finally {
    stream.destroy();
  }
  if (failures[0] !== undefined) throw failures[0];
}
