import type { Readable } from 'node:stream';
import { createFileInputs } from '../adapters/files/read-inputs.ts';
import { readTextFile } from '../adapters/files/read-text-file.ts';
import type { SimulationOutcome } from '../domain/policy/simulation-outcome.ts';
import type { InputItem } from '../ports/denial-inputs.ts';
import { createSimulateOnAccount, simulateRequest } from '../usecases/simulate-request.ts';

/** Judges one request of the contract; see `simulate-request.ts`. */
export type Simulate = (request: unknown) => Promise<SimulationOutcome>;

/** `simulate` on the policies that a request carries, or also on those of an account snapshot. */
export async function composeSimulate(snapshot: string | undefined): Promise<Simulate> {
  if (snapshot === undefined) return (request) => Promise.resolve(simulateRequest(request));
  const { openSnapshotFile } = await import('../adapters/snapshot/snapshot-account.ts');
  return createSimulateOnAccount({ accounts: await openSnapshotFile(snapshot) });
}

/** The outcomes of every request in some files (`-`: standard input), in their order, bad ones included. */
export async function* simulateFiles(
  files: readonly string[],
  io: { readonly stdin: Readable },
  simulate: Simulate,
): AsyncGenerator<readonly SimulationOutcome[]> {
  for await (const batch of createFileInputs(io).read(files)) {
    const outcomes: SimulationOutcome[] = [];
    for (const item of batch) outcomes.push(await outcomeOf(item, simulate));
    yield outcomes;
  }
}

async function outcomeOf(item: InputItem, simulate: Simulate): Promise<SimulationOutcome> {
  if (item.kind === 'value') return simulate(item.value);
  const { file, line, byte, fault } = item;
  const reason =
    line === 0 ? `${file}: ${fault}` : `${file} (line ${line}, byte ${byte}): ${fault}`;
  return { kind: 'invalid', path: '', reason };
}

/** The texts of policy files, for the flag form. Throws `AppError` where one cannot be read. */
export function readPolicyTexts(files: readonly string[]): Promise<readonly string[]> {
  return Promise.all(files.map(readTextFile));
}
