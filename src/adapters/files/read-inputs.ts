import type { Readable } from 'node:stream';
import type { DenialInputs, InputItem } from '../../ports/denial-inputs.ts';
import { gunzip } from './gunzip.ts';
import { openSource, readFailureOf, totalBytesOf } from './open-source.ts';
import { createJsonSplitter, type Splitter } from './split-json.ts';
import { createLogSplitter, LONGEST_PASTE, splitPaste } from './split-text.ts';
import { firstSignificant } from './step-between.ts';

/** Reads files and standard input; what each holds is told from its bytes, never from its name. */
export function createFileInputs(deps: { readonly stdin: Readable }): DenialInputs {
  return {
    async *read(sources, onBytes) {
      let read = 0;
      const count = (bytes: number) => {
        read += bytes;
        onBytes?.(read);
      };
      for (const source of sources) {
        yield* readSource(source, counted(openSource(source, deps.stdin), count));
      }
    },
    totalBytes: totalBytesOf,
  };
}

async function* counted(
  chunks: AsyncIterable<Buffer>,
  count: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    count(chunk.length);
    yield chunk;
  }
}

async function* readSource(
  source: string,
  raw: AsyncIterable<Buffer>,
): AsyncGenerator<readonly InputItem[]> {
  const file = source === '-' ? 'standard input' : source;
  try {
    yield* splitBytes(file, unpacked(raw));
  } catch (error) {
    const words = readFailureOf(error);
    if (words === undefined) throw error;
    yield [{ kind: 'fault', file, line: 0, byte: 0, fault: words }];
  }
}

async function* unpacked(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { head, rest } = await readHead(raw, 2);
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  yield* isGzip ? gunzip(rest) : rest;
}

async function* splitBytes(
  file: string,
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<readonly InputItem[]> {
  const { head, rest, failures } = await readHead(chunks, LONGEST_PASTE + 1);
  const refusal = refusalOf(head);
  if (refusal !== undefined) {
    if (failures.length > 0) throw failures[0];
    yield [{ kind: 'fault', file, line: 0, byte: 0, fault: refusal }];
    return;
  }
  const base = hasByteOrderMark(head) ? 3 : 0;
  const isJson = looksLikeJson(head.subarray(base));
  if (!isJson && head.length <= LONGEST_PASTE) {
    yield splitPaste(file, base, head.subarray(base));
    if (failures.length > 0) throw failures[0];
    return;
  }
  const splitter = isJson ? createJsonSplitter(file, base) : createLogSplitter(file, base);
  yield* splitAll(splitter, rest, base);
}

async function* splitAll(
  splitter: Splitter,
  chunks: AsyncIterable<Buffer>,
  skip: number,
): AsyncGenerator<readonly InputItem[]> {
  let toSkip = skip;
  for await (const chunk of chunks) {
    yield splitter.push(chunk.subarray(toSkip));
    toSkip = 0;
  }
  yield splitter.end();
}

/**
 * At least `size` first bytes as one buffer, or all there are; `rest` yields them again and then what
 * follows. A failure on the way is kept, so that what was read before it counts; `rest` throws it.
 */
async function readHead(
  chunks: AsyncIterable<Buffer>,
  size: number,
): Promise<{
  readonly head: Buffer;
  readonly rest: AsyncIterable<Buffer>;
  readonly failures: readonly unknown[];
}> {
  const iterator = chunks[Symbol.asyncIterator]();
  const read: Buffer[] = [];
  const failures: unknown[] = [];
  for (let length = 0; length < size; length += read.at(-1)?.length ?? 0) {
    const next = await iterator.next().catch((error: unknown) => failures.push(error));
    if (typeof next === 'number' || next.done === true) break;
    read.push(next.value);
  }
  const head = Buffer.concat(read);
  return { head, rest: continued(head, iterator, failures), failures };
}

async function* continued(
  head: Buffer,
  iterator: AsyncIterator<Buffer>,
  failures: readonly unknown[],
): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  if (failures.length > 0) throw failures[0];
  yield* { [Symbol.asyncIterator]: () => iterator };
}

function hasByteOrderMark(head: Buffer): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
}

function refusalOf(head: Buffer): string | undefined {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (isUtf16) return 'it is UTF-16 text; save it as UTF-8';
  if (head.includes(0)) return 'it is neither text nor gzip';
  if (firstSignificant(head, 0) === undefined) return 'it is empty';
  return undefined;
}

/** True for text that begins as JSON records do; a log line may begin with a bracket as well. */
function looksLikeJson(bytes: Buffer): boolean {
  const first = firstSignificant(bytes, 0);
  if (first !== '{' && first !== '[') return false;
  const second = firstSignificant(bytes, bytes.indexOf(first) + 1);
  return second === undefined || (first === '{' ? '"}' : '{["]').includes(second);
}
