import { toLayout } from '../data/write/layout.ts';
import { applySplices } from '../data/write/splice.ts';
import { writeEdit } from '../data/write/write-edit.ts';
import type { EditOutcome, PolicyChange, SourceFile, UnsupportedReason } from '../editor.ts';
import { createLineIndex } from '../line-index.ts';
import { type PlannedEdit, planEdit } from '../plan-edit.ts';
import { exceedsQuota } from './document-size.ts';
import { isProven, type ReadFile } from './prove-data-edit.ts';
import { type DataFormat, type PolicyAt, readData, readPolicyAt } from './read-data.ts';

type Found = Extract<PolicyAt, { kind: 'policy' }>;

/**
 * Edits the policy at an address: plan by meaning, write each edit into the text, read the result again, prove it.
 * Each edit is written on a fresh reading, so that none has to know what another one did to the text.
 */
export function editData(
  file: SourceFile,
  address: string,
  change: PolicyChange,
  format: DataFormat,
): EditOutcome {
  const placeOf = createLineIndex(file);
  const refuse = (reason: UnsupportedReason, at: number): EditOutcome => ({
    kind: 'unsupported',
    reason,
    place: placeOf(at),
  });
  const before = readFile(file, address, format);
  if (before.kind === 'unsupported') return refuse(before.reason, before.at);
  if (before.kind === 'not-found') return before;
  if (before.kind === 'ambiguous') return { kind: 'ambiguous', places: before.at.map(placeOf) };
  const { policy, site } = before.found;
  const plan = planEdit(policy.model, change.statements);
  if (plan.kind === 'already-present') return plan;
  if (plan.kind === 'unsupported') {
    return refuse(plan.reason, policy.parts[plan.statement ?? -1]?.node.start ?? site.at);
  }
  const text = writeEdits(file, address, plan.edits, format);
  if (text === null) return refuse('not-expressible', site.at);
  const after = readFile({ ...file, text }, address, format);
  if (after.kind !== 'file' || !isProven(before, after, plan.edits, change)) {
    return refuse('unproven', site.at);
  }
  if (exceedsQuota(policy.document, after.found.policy.document, site.quota)) {
    return refuse('policy-too-large', site.at);
  }
  return { kind: 'edited', text, model: after.found.policy.model };
}

type FileRead = ({ readonly kind: 'file' } & ReadFile) | Exclude<PolicyAt, Found>;

function readFile(file: SourceFile, address: string, format: DataFormat): FileRead {
  const read = readData(file, format);
  if (read.kind === 'unsupported') return read;
  const found = readPolicyAt(read.roots, file.path, address);
  return found.kind === 'policy' ? { kind: 'file', roots: read.roots, found } : found;
}

function writeEdits(
  file: SourceFile,
  address: string,
  edits: readonly PlannedEdit[],
  format: DataFormat,
): string | null {
  let { text } = file;
  for (const edit of edits) {
    const read = readFile({ ...file, text }, address, format);
    if (read.kind !== 'file') return null;
    const { policy, site } = read.found;
    if (site.document.kind !== 'node') return null;
    const { dialect } = site.document;
    const layout = toLayout({ text, syntax: format.format, policy, dialect });
    const splices = writeEdit(edit, layout);
    if (splices === null) return null;
    text = applySplices(text, splices);
  }
  return text;
}
