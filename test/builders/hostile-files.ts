import { expect } from '@jest/globals';
import type { EditOutcome, Editor } from '../../src/iac/editor.ts';

export const WANTED = {
  statements: [
    {
      Sid: 'Added',
      Effect: 'Allow' as const,
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::orders/*',
    },
  ],
};

/** What an editor may take for any file of at most 1 MiB, on a loaded machine. */
const LONGEST_MS = 20_000;

/** Maps and edits a file, and sees that neither throws nor takes its time. */
export async function withstand(editor: Editor, text: string, address = ''): Promise<EditOutcome> {
  const start = performance.now();
  const file = { path: `infra/file.${editor.format}`, text };
  await editor.map(file);
  const outcome = await editor.edit(file, address, WANTED);
  expect(performance.now() - start).toBeLessThan(LONGEST_MS);
  return outcome;
}

/** The outcome in one word. */
export function wordOf(outcome: EditOutcome): string {
  return outcome.kind === 'unsupported' ? outcome.reason : outcome.kind;
}
