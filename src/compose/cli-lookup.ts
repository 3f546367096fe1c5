import type { Readable } from 'node:stream';
import { createFileInputs } from '../adapters/files/read-inputs.ts';
import { createCatalog } from '../catalog/create-catalog.ts';
import type { LookupOutcome } from '../domain/permission/lookup-outcome.ts';
import type { InputItem } from '../ports/denial-inputs.ts';
import { createLookUpActions } from '../usecases/look-up-actions.ts';

export { findEventSource } from '../catalog/find-event-source.ts';

/** Looks up one call of the contract; see `look-up-actions.ts`. */
export type LookUp = (request: unknown) => Promise<LookupOutcome>;

/** `lookup` on the catalogue that the program carries. It needs no network. */
export function composeLookup(): LookUp {
  return createLookUpActions({ catalog: createCatalog() });
}

/** The outcomes of every request in some files (`-`: standard input), in their order, bad ones included. */
export async function* lookUpFiles(
  files: readonly string[],
  io: { readonly stdin: Readable },
  lookUp: LookUp,
): AsyncGenerator<readonly LookupOutcome[]> {
  for await (const batch of createFileInputs(io).read(files)) {
    const outcomes: LookupOutcome[] = [];
    for (const item of batch) outcomes.push(await outcomeOf(item, lookUp));
    yield outcomes;
  }
}

async function outcomeOf(item: InputItem, lookUp: LookUp): Promise<LookupOutcome> {
  const { file, line, byte } = item;
  const place = line === 0 ? file : `${file} (line ${line}, byte ${byte})`;
  if (item.kind !== 'value') {
    return { kind: 'invalid', path: '', reason: `${place}: ${item.fault}` };
  }
  const outcome = await lookUp(item.value);
  return outcome.kind === 'invalid'
    ? { ...outcome, reason: `${place}: ${outcome.reason}` }
    : outcome;
}
