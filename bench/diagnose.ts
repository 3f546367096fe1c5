// Parsing and diagnosing records, as `explain --each` does with the catalogue, beside JSON.parse of the same
// lines in the same run, on one core, and how both grow.
import { createCatalog } from '../src/catalog/create-catalog.ts';
import { diagnose } from '../src/domain/denial/diagnose.ts';
import { createReadItems } from '../src/usecases/explain-denials.ts';
import { type Mix, MIXES, SOURCE, trailLines } from './trail.ts';

const SIZES = [10_000, 100_000, 1_000_000];
const BLOCK = 2_500;
// What a chunk of a file holds: so many records are read at once.
const CHUNK = 40;
const WARM_UP = 20_000;

const readItems = createReadItems(createCatalog());
let kept = 0;

function parse(lines: readonly string[]): void {
  for (const line of lines) if (typeof JSON.parse(line) === 'object') kept++;
}

async function parseAndDiagnose(lines: readonly string[]): Promise<void> {
  for (let from = 0; from < lines.length; from += CHUNK)
    await readAndDiagnose(lines.slice(from, from + CHUNK));
}

async function readAndDiagnose(lines: readonly string[]): Promise<void> {
  const items = lines.map(
    (line) => ({ kind: 'value', value: JSON.parse(line) as unknown, ...PLACE }) as const,
  );
  for (const readings of await readItems(items)) {
    for (const reading of readings)
      if (reading.kind === 'denial' && diagnose(reading).fixable) kept++;
  }
}

const PLACE = { file: 'trail', line: 1, byte: 0 };

/** Milliseconds of this thread's processor time: the machine may have other work. */
async function timeOf(work: () => unknown): Promise<number> {
  const began = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1000;
}

type Times = { readonly parsing: number; readonly both: number };

/** Milliseconds of both, for records from a number on, that are made, timed and forgotten block by block. */
async function measure(mix: Mix, first: number, records: number): Promise<Times> {
  const time = { parsing: 0, both: 0 };
  for (let made = 0; made < records; made += BLOCK) {
    const lines = trailLines(mix, first + made, BLOCK);
    // Whoever is first finds the lines in the processor's cache no more than the other: they take turns.
    const parsingFirst = (made / BLOCK) % 2 === 0;
    if (parsingFirst) time.parsing += await timeOf(() => parse(lines));
    time.both += await timeOf(() => parseAndDiagnose(lines));
    if (!parsingFirst) time.parsing += await timeOf(() => parse(lines));
  }
  return time;
}

const rate = (records: number, ms: number) =>
  Math.round((records / ms) * 1000).toLocaleString('en');

console.log(`records of ${SOURCE}, Node ${process.version}`);
const largest = Number(process.argv[2] ?? Infinity);
const only = process.argv[3];
for (const mix of MIXES.filter((one) => only === undefined || one === only)) {
  await measure(mix, 0, WARM_UP);
  let first = WARM_UP;
  for (const records of SIZES.filter((size) => size <= largest)) {
    const { parsing, both } = await measure(mix, first, records);
    first += records;
    const heap = Math.round(process.memoryUsage().heapUsed / 1e6);
    console.log(
      `${mix.padEnd(8)} ${records.toLocaleString('en').padStart(9)} records  JSON.parse ${rate(records, parsing).padStart(8)}/s  parse and diagnose ${rate(records, both).padStart(8)}/s  ${(both / parsing).toFixed(2)} × JSON.parse  ${((both / records) * 1000).toFixed(2)} µs a record  heap ${heap} MB`,
    );
  }
}
if (kept === 0) throw new Error('nothing was diagnosed');
