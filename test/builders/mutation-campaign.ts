import { Readable } from 'node:stream';
import { createFileInputs } from '../../src/adapters/files/read-inputs.ts';
import { diagnose } from '../../src/domain/denial/diagnose.ts';
import type { Reading } from '../../src/domain/denial/denial.ts';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import { createReadItem } from '../../src/usecases/explain-denials.ts';
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
    const started = performance.now();
    const read =
      n % 2 === 0
        ? await readValue(mutateJson(base, random))
        : await readBytes(mutateText(JSON.stringify(base), random));
    for (const reading of read) check(reading);
    slowest = Math.max(slowest, performance.now() - started);
    readings += read.length;
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

// With the catalogue, as what ships reads.
const readItem = createReadItem(createCatalog());

function readValue(value: unknown): Promise<readonly Reading[]> {
  return readItem({ kind: 'value', value, file: '-', line: 1, byte: 0 });
}

async function readBytes(text: string): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  const inputs = createFileInputs({ stdin: Readable.from([Buffer.from(text)]) });
  for await (const batch of inputs.read(['-']))
    for (const item of batch) readings.push(...(await readItem(item)));
  return readings;
}

function check(reading: Reading): void {
  if (!READING_KINDS.includes(reading.kind)) throw new Error(`not a reading: ${reading.kind}`);
  if (reading.kind !== 'denial') return;
  const { fixable, statement } = diagnose(reading);
  if (fixable !== (statement !== null)) throw new Error('fixable without a statement');
  if (fixable && reading.cause !== 'identity-policy-missing') throw new Error(reading.cause);
}
