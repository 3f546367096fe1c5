import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';

// LevelDB's log: blocks of 32 KB with records of a masked CRC-32C (4 bytes), a length (2), a type (1) and data.
// Source: google/leveldb doc/log_format.md.
const BLOCK = 32_768;
const HEADER = 7;

/**
 * Throws `AppError('invalid-data')` where a log in the LevelDB at `path` is damaged. LevelDB itself drops such
 * writes without a word and then deletes the log, so this must be asked before it is opened.
 */
export async function refuseDamagedLogs(path: string): Promise<void> {
  const names = await readdir(path).catch(() => []);
  for (const name of names.filter((each) => each.endsWith('.log'))) {
    // A log may vanish here, when another process has just opened the store.
    const bytes = await readFile(join(path, name)).catch(() => Buffer.alloc(0));
    const offset = findLogDamage(bytes);
    if (offset === undefined) continue;
    throw new AppError(
      'invalid-data',
      `the store in ${path} is damaged (${name} at byte ${offset}) and was left as it is; ` +
        'restore it from a copy, or move it away to start anew',
      { context: { path } },
    );
  }
}

/** The offset of the first damaged record of a log; undefined for a sound one and for a torn last record, which a crash leaves. */
export function findLogDamage(bytes: Buffer): number | undefined {
  let at = 0;
  while (at + HEADER <= bytes.length) {
    const blockEnd = at - (at % BLOCK) + BLOCK;
    if (blockEnd - at < HEADER) {
      at = blockEnd;
      continue;
    }
    const end = at + HEADER + bytes.readUInt16LE(at + 4);
    if (end > blockEnd && blockEnd < bytes.length) return at;
    if (end > bytes.length) return undefined;
    if (bytes.readUInt32LE(at) !== maskedCrc(bytes.subarray(at + 6, end))) {
      return isRestEmpty(bytes, at, end) ? undefined : at;
    }
    at = end;
  }
  return undefined;
}

/** True when nothing was written after the record: it is the last, or the file ends in zeros that were never filled. */
function isRestEmpty(bytes: Buffer, at: number, end: number): boolean {
  return end === bytes.length || bytes.subarray(at).every((byte) => byte === 0);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  return crc;
});

function maskedCrc(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  crc = ~crc;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
