import { describe, expect, it } from '@jest/globals';
import { readPaste } from '../../src/domain/denial/read-paste.ts';
import { readRecord } from '../../src/domain/denial/read-record.ts';
import { readText } from '../../src/domain/denial/read-text.ts';
import { diagnose } from '../../src/domain/denial/diagnose.ts';
import { aCloudTrailRecord } from '../builders/a-cloudtrail-record.ts';

/** What nearly is what the grammar looks for, again and again: each would tempt it to look back or ahead. */
const NEAR_MISSES = [
  'User: ',
  'User: arn:',
  'not authorized to perform ',
  'not authorized to perform: s3:',
  'is not authorized to perform: s3:Get on resource: ',
  'on resource: "',
  'because ',
  'x-because ',
  'with an explicit ',
  'no identity-based ',
  'authorization id ',
  'authorization-details ',
  'Encoded authorization failure message: ',
  'when calling the ',
  'operation error ',
  'arn:',
  '**arn:',
  '...',
  '…',
  '\\n',
  '\\\\',
  '&quot;',
  '\u001b[',
  '(',
  '"',
  "'",
  '`',
  '*',
  ': ',
  '-',
  'a',
  'a ',
  'a:',
  'a\n',
  '│ ',
  '> ',
  'secret arn ',
  'AccessDenied ',
  'ResourceInitializationError ',
  'User: arn:aws:sts::1:assumed-role/x/',
  'a.dkr.ecr.',
  'has been retried ',
  'service principal ',
] as const;

// A text is cut at 65,536 characters, so growth shows below that; longer ones outgrow the processor's cache first.
const SIZE = 8_000;
const MOST_GROWTH = 3;

function bestOf(work: () => unknown): number {
  let best = Infinity;
  for (let n = 0; n < 5; n++) {
    const began = performance.now();
    work();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

/** How many times as long `work` takes on twice as much; asked again when the machine was busy. */
function growthOf(work: (size: number) => unknown): number {
  let least = Infinity;
  for (let n = 0; n < 12 && least >= MOST_GROWTH; n++)
    least = Math.min(least, bestOf(() => work(2 * SIZE)) / bestOf(() => work(SIZE)));
  return least;
}

const filled = (piece: string, size: number) =>
  piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

describe('scenarios/linear-time', () => {
  it.each(NEAR_MISSES)('reads a long text of %j in time that grows as its length', (piece) => {
    expect(growthOf((size) => readText(filled(piece, size)))).toBeLessThan(MOST_GROWTH);
    expect(growthOf((size) => readPaste(filled(piece, size)))).toBeLessThan(MOST_GROWTH);
  });

  it.each(NEAR_MISSES)('reads and diagnoses a record whose names are %j, as fast', (piece) => {
    const growth = growthOf((size) => {
      const name = filled(piece, size);
      const errorMessage = `User: arn:aws:sts::1:assumed-role/${name} is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::${name} because no identity-based policy allows the s3:GetObject action`;
      for (const reading of readRecord(aCloudTrailRecord({ errorMessage })))
        if (reading.kind === 'denial') diagnose(reading);
    });
    expect(growth).toBeLessThan(MOST_GROWTH);
  });

  it('reads only the beginning of a text of a megabyte', () => {
    for (const piece of NEAR_MISSES) {
      const megabyte = filled(piece, 1_000_000);
      expect(readText(megabyte)).toEqual(readText(megabyte.slice(0, 65_536)));
    }
  });
});
