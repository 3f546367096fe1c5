import type { EditOutcome, Editor, PolicyChange, SourceFile } from '../editor.ts';
import { LONGEST_FILE } from '../file-limits.ts';
import { isGeneratedFile } from '../generated-file.ts';
import { type PlannedEdit, planEdit } from '../plan-edit.ts';
import { proveEdit } from '../prove-edit.ts';
import { parseLines, type ParsedLines } from './parse-lines.ts';
import { writeLine } from './write-line.ts';

/**
 * The smallest editor, of a format that nobody uses: `allow s3:GetObject on arn:aws:s3:::orders/*`, one statement
 * a line. Copy the folder and follow docs/how-to/add-an-editor.md.
 */
export const templateEditor: Editor = {
  format: 'template',
  reads: (path) => path.endsWith('.policy-lines'),
  map: async (file) => {
    const parsed = readFile(file);
    const place = { path: file.path, line: 1 };
    const site = { address: '', place, name: null, roles: [], document: { kind: 'here' } as const };
    const policies = typeof parsed === 'string' ? [] : [site];
    return await Promise.resolve({ policies, roles: [], resources: [] });
  },
  edit: async (file, address, change) => await Promise.resolve(edit(file, address, change)),
};

function edit(file: SourceFile, address: string, change: PolicyChange): EditOutcome {
  const place = { path: file.path, line: 1 };
  // 1. Limits before parsing, then the text as a model.
  const before = readFile(file);
  if (typeof before === 'string') return { kind: 'unsupported', reason: before, place };
  if (address !== '') return { kind: 'not-found' };
  // 2. The meaning, which is the same for every format.
  const plan = planEdit(before.model, change.statements);
  if (plan.kind === 'already-present') return plan;
  if (plan.kind === 'unsupported') return { kind: 'unsupported', reason: plan.reason, place };
  // 3. The text: only what the plan needs, after the nearest sibling.
  const text = write(file.text, before, plan.edits);
  if (text === null) return { kind: 'unsupported', reason: 'not-expressible', place };
  // 4. The proof: what was written is read again.
  const after = readFile({ ...file, text });
  const isProven =
    typeof after !== 'string' &&
    proveEdit(before.model, after.model, plan.edits) &&
    planEdit(after.model, change.statements).kind === 'already-present';
  if (!isProven) return { kind: 'unsupported', reason: 'unproven', place };
  return { kind: 'edited', text, model: after.model };
}

function readFile(
  file: SourceFile,
): ParsedLines | 'file-too-large' | 'generated-file' | 'syntax-error' {
  if (file.text.length > LONGEST_FILE) return 'file-too-large';
  if (isGeneratedFile(file)) return 'generated-file';
  return parseLines(file.text) ?? 'syntax-error';
}

function write(
  text: string,
  { actionEnds }: ParsedLines,
  edits: readonly PlannedEdit[],
): string | null {
  let written = text;
  // From the end, so that the offsets of what comes before stay right.
  for (const planned of edits.toReversed()) {
    const line = writeLine(planned);
    if (line === null) return null;
    const at = planned.kind === 'append' ? text.length : actionEnds[planned.statement]!;
    const isLineOpen = planned.kind === 'append' && text !== '' && !text.endsWith('\n');
    written = written.slice(0, at) + (isLineOpen ? '\n' : '') + line + written.slice(at);
  }
  return written;
}
