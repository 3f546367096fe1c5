// Parsing and diagnosing records beside JSON.parse of the same lines in the same run, on one core, and how both grow.
import { diagnose } from '../src/domain/denial/diagnose.ts';
import { readRecord } from '../src/domain/denial/read-record.ts';
import { type Mix, SOURCE, trailLines } from './trail.ts';

const SIZES = [10_000, 100_000, 1_000_000];
// What a file's chunk holds: reading, too, parses so many records before they are diagnosed.
const BATCH = 200;
const WARM_UP = 20_000;

let kept = 0;

function parse(lines: readonly string[]): readonly unknown[] {
  return lines.map((line): unknown => JSON.parse(line));
}

function parseAndDiagnose(lines: readonly string[]): void {
  for (const value of parse(lines)) {
    for (const reading of readRecord(value)) {
      if (reading.kind === 'denial' && diagnose(reading).fixable) kept++;
    }
  }
}

function timeOf(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

function measure(mix: Mix, records: number): { readonly parsing: number; readonly both: number } {
  const time = { parsing: 0, both: 0 };
  for (let from = 0; from < records; from += BATCH) {
    const lines = trailLines(mix, from, BATCH);
    // New strings are put together when they are first read, and the second pass finds them in the
    // processor's cache: one pass goes before both that are timed, and these take turns to be first.
    parse(lines);
    const parsingFirst = (from / BATCH) % 2 === 0;
    if (parsingFirst) time.parsing += timeOf(() => parse(lines));
    time.both += timeOf(() => parseAndDiagnose(lines));
    if (!parsingFirst) time.parsing += timeOf(() => parse(lines));
  }
  return time;
}

const rate = (records: number, ms: number) =>
  Math.round((records / ms) * 1000).toLocaleString('en');

console.log(`records of ${SOURCE}, Node ${process.version}`);
for (const mix of ['denials', 'trail'] as const) {
  measure(mix, WARM_UP);
  for (const records of SIZES) {
    const { parsing, both } = measure(mix, records);
    console.log(
      `${mix.padEnd(8)} ${records.toLocaleString('en').padStart(9)} records  JSON.parse ${rate(records, parsing).padStart(8)}/s  parse and diagnose ${rate(records, both).padStart(8)}/s  ${(both / parsing).toFixed(2)} × JSON.parse  ${((both / records) * 1000).toFixed(2)} µs a record`,
    );
  }
}
if (kept === 0) throw new Error('nothing was diagnosed');
