import { Readable } from 'node:stream';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import { createFileInputs } from '../../src/adapters/files/read-inputs.ts';
import { diagnose } from '../../src/domain/denial/diagnose.ts';
import type { Reading } from '../../src/domain/denial/denial.ts';
import { createReadItems } from '../../src/usecases/explain-denials.ts';
import { toRecord } from '../../src/compose/demo/records.ts';
import { aDeniedCall } from './a-denied-call.ts';
import { aRandom, INVALIDATIONS, mutateJson, mutateText, SEEDS } from './mutations.ts';

const READING_KINDS: readonly string[] = ['denial', 'not-a-denial', 'unreadable'];

/** Reads and diagnoses mutated inputs as values and as bytes; answers how many readings there were, and the slowest. */
export async function readMutated(
  inputs: number,
  seed: number,
): Promise<{ readonly readings: number; readonly slowest: number }> {
  const random = aRandom(seed);
  let readings = 0;
  let slowest = 0;
  for (let n = 0; n < inputs; n++) {
    const base = SEEDS[random(SEEDS.length)]!;
    const read = n % 2 === 0 ? aValue(base, random) : someBytes(base, random);
    const first = await timed(read);
    // The collector or another program may have had its turn: only an input that is slow again is slow.
    const again = first.time > SLOW ? [await timed(read), await timed(read)] : [];
    slowest = Math.max(slowest, Math.min(first.time, ...again.map(({ time }) => time)));
    readings += first.readings;
  }
  return { readings, slowest };
}

/** Statements that came of records which AWS cannot have sent: must be none. */
export async function statementsOfInvalid(rounds: number): Promise<number> {
  let statements = 0;
  for (let n = 0; n < rounds; n++) {
    const record = toRecord(aDeniedCall(), n);
    const invalid = INVALIDATIONS[n % INVALIDATIONS.length]!(record);
    for (const reading of await readValue(invalid)) {
      if (reading.kind === 'denial' && diagnose(reading).statement !== null) statements++;
    }
  }
  return statements;
}

type Json = (typeof SEEDS)[number];
type Random = (below: number) => number;
type Read = () => Promise<readonly Reading[]>;

const SLOW = 20;
// With the catalogue, as what ships reads.
const readItems = createReadItems(createCatalog());

function aValue(base: Json, random: Random): Read {
  const value = mutateJson(base, random);
  return () => readValue(value);
}

function someBytes(base: Json, random: Random): Read {
  const text = mutateText(JSON.stringify(base), random);
  return () => readBytes(text);
}

async function timed(read: Read): Promise<{ readonly time: number; readonly readings: number }> {
  const started = performance.now();
  const readings = await read();
  for (const reading of readings) check(reading);
  return { time: performance.now() - started, readings: readings.length };
}

async function readValue(value: unknown): Promise<readonly Reading[]> {
  return (await readItems([{ kind: 'value', value, file: '-', line: 1, byte: 0 }])).flat();
}

async function readBytes(text: string): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  const inputs = createFileInputs({ stdin: Readable.from([Buffer.from(text)]) });
  for await (const batch of inputs.read(['-'])) readings.push(...(await readItems(batch)).flat());
  return readings;
}

function check(reading: Reading): void {
  if (!READING_KINDS.includes(reading.kind)) throw new Error(`not a reading: ${reading.kind}`);
  if (reading.kind !== 'denial') return;
  const { fixable, statement } = diagnose(reading);
  if (fixable !== (statement !== null)) throw new Error('fixable without a statement');
  if (fixable && reading.cause !== 'identity-policy-missing') throw new Error(reading.cause);
}
