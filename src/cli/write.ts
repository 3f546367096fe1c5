import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Writes and waits until the stream takes more, so that a slow reader slows the work and memory stays flat. */
export async function write(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

/** True for the failure of writing to a pipe whose reader went away (`… | head`). */
export function isBrokenPipe(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPIPE';
}
