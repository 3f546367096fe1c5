import { Readable } from 'node:stream';
import { createFileInputs } from '../adapters/files/read-inputs.ts';
import { createCatalog } from '../catalog/create-catalog.ts';
import { diagnose } from '../domain/denial/diagnose.ts';
import type { Reading } from '../domain/denial/denial.ts';
import { createReadItems } from '../usecases/explain-denials.ts';
import type { ExplainedReading } from './local-app.ts';

/** The readings of files (`-`: standard input), one batch in memory at a time. */
export async function* readFiles(
  files: readonly string[],
  stdin: Readable,
): AsyncGenerator<Reading> {
  const readItems = createReadItems(createCatalog());
  for await (const batch of createFileInputs({ stdin }).read(files)) {
    for (const readings of await readItems(batch)) yield* readings;
  }
}

/** Diagnoses what a person pasted: JSON in any shape that a file may have, or the text of an error. */
export async function explainText(text: string): Promise<readonly ExplainedReading[]> {
  const explained: ExplainedReading[] = [];
  for await (const reading of readFiles(['-'], Readable.from([Buffer.from(text)]))) {
    const diagnosis = reading.kind === 'denial' ? diagnose(reading) : null;
    explained.push({ reading, diagnosis });
  }
  return explained;
}
