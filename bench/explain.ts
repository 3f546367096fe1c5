import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createFileInputs } from '../src/adapters/files/read-inputs.ts';
import { createCatalog } from '../src/catalog/create-catalog.ts';
import { createExplainDenials } from '../src/usecases/explain-denials.ts';
import { aDenialRecord } from '../test/builders/a-record.ts';

// Figures of `explain`: reading alone, diagnoses a second beside JSON.parse of the same bytes, and the
// time from process start to the answer for one file, beside `node -e 0`.

const RECORDS = 20_000;
const ROUNDS = 5;
const STARTS = 15;

const directory = mkdtempSync(join(tmpdir(), 'rolemender-bench-'));
try {
  const lines = Array.from({ length: RECORDS }, (_, n) => JSON.stringify(aDenialRecord(n)));
  const jsonLines = join(directory, 'records.jsonl');
  const oneLine = join(directory, 'records.json');
  writeFileSync(jsonLines, lines.join('\n'));
  writeFileSync(oneLine, `{"Records":[${lines.join(',')}]}`);
  const megabytes = statSync(jsonLines).size / 1e6;

  const parse = await best(() => {
    for (const line of lines) JSON.parse(line);
  });
  say('JSON.parse of every line', parse, megabytes);
  for (const file of [jsonLines, oneLine]) {
    const read = await best(async () => {
      for await (const batch of inputs().read([file])) void batch;
    });
    say(`reading ${file.endsWith('l') ? 'JSON lines' : 'one line of Records'}`, read, megabytes);
  }
  const explainer = createExplainDenials({ inputs: inputs(), catalog: createCatalog() });
  const grouped = await best(() => explainer.grouped({ files: [jsonLines] }));
  say('explain, grouped', grouped, megabytes, parse);
  const each = await best(async () => {
    for await (const batch of explainer.each({ files: [jsonLines] })) void batch;
  });
  say('explain --each', each, megabytes, parse);
  startUp();
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function inputs() {
  return createFileInputs({ stdin: Readable.from([]) });
}

async function best(work: () => unknown): Promise<number> {
  let fastest = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    await work();
    fastest = Math.min(fastest, performance.now() - began);
  }
  return fastest;
}

function say(what: string, ms: number, megabytes: number, parse?: number): void {
  const ratio = parse === undefined ? '' : `, ${(ms / parse).toFixed(1)} × JSON.parse`;
  const rate = Math.round((RECORDS / ms) * 1000).toLocaleString('en');
  console.log(
    `${what.padEnd(28)} ${(megabytes / (ms / 1000)).toFixed(0).padStart(5)} MB/s  ${rate} records/s${ratio}`,
  );
}

function startUp(): void {
  const event = join(directory, 'event.json');
  writeFileSync(event, JSON.stringify(aDenialRecord(0)));
  const explain = median(['dist/rolemender.mjs', 'explain', event]);
  const bare = median(['-e', '0']);
  console.log(
    `start to answer              ${explain.toFixed(0).padStart(5)} ms    ${(explain / bare).toFixed(1)} × node -e 0 (${bare.toFixed(0)} ms), median of ${STARTS}, Node ${process.version}`,
  );
}

function median(args: readonly string[]): number {
  const times = Array.from({ length: STARTS }, () => {
    const began = performance.now();
    const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
    if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
    return performance.now() - began;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(STARTS / 2)]!;
}
