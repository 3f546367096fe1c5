import type { Parser } from 'web-tree-sitter';
import { applySplices } from '../data/write/splice.ts';
import type { EditOutcome, PolicyChange, SourceFile, UnsupportedReason } from '../editor.ts';
import { isGeneratedFile } from '../generated-file.ts';
import { createLineIndex } from '../line-index.ts';
import { type PlannedEdit, planEdit } from '../plan-edit.ts';
import type { PolicyModel } from '../policy-model.ts';
import { proveEdit } from '../prove-edit.ts';
import { type CdkDocument, type CdkPolicy, toModel } from './cdk-policy.ts';
import type { FileView } from './file-view.ts';
import { findPolicies } from './find-policies.ts';
import { withCdk } from './parse-cdk.ts';
import { writeEdit } from './write-edit.ts';

type Edit = {
  readonly parser: Parser;
  readonly file: SourceFile;
  readonly address: string;
  readonly change: PolicyChange;
};

/** Edits a policy of the CDK: plan by meaning, write into the text, read it again, prove it. */
export function editCdk({ parser, file, address, change }: Edit): EditOutcome {
  const placeOf = createLineIndex(file);
  const refuse = (reason: UnsupportedReason, at: number): EditOutcome => ({
    kind: 'unsupported',
    reason,
    place: placeOf(at),
  });
  if (isGeneratedFile(file)) return refuse('generated-file', 0);
  const before = readPolicy(parser, file, address, (document, view) => ({
    plan: planEdit(toModel(document), change.statements),
    others: othersOf(view, address),
    at: document.statements.map(({ node }) => node.startIndex),
    // Without a call that surely happens once there is no line to follow.
    isLoop: document.holder === null && document.statements.some(({ model }) => !model.isCertain),
  }));
  if (before === null) return refuse('syntax-error', 0);
  if (before.kind === 'not-found') return before;
  if (before.kind === 'ambiguous') return { kind: 'ambiguous', places: before.at.map(placeOf) };
  if (before.kind === 'unsupported') return refuse(before.reason, before.at);
  const { plan, others, at, isLoop } = before.answer;
  if (plan.kind === 'already-present') return plan;
  if (plan.kind === 'unsupported') {
    return refuse(plan.reason, at[plan.statement ?? -1] ?? before.policy.at);
  }
  const text = writeEdits(parser, file, address, plan.edits);
  if (text === null) return refuse(isLoop ? 'dynamic-block' : 'not-expressible', before.policy.at);
  const after = readPolicy(parser, { ...file, text }, address, (_, view) =>
    othersOf(view, address),
  );
  if (after?.kind !== 'policy') return refuse('unproven', before.policy.at);
  const isProven =
    proveEdit(before.model, after.model, plan.edits) &&
    others === after.answer &&
    planEdit(after.model, change.statements).kind === 'already-present';
  if (!isProven) return refuse('unproven', before.policy.at);
  if (sizeOf(after.model) > before.policy.quota)
    return refuse('policy-too-large', before.policy.at);
  return { kind: 'edited', text, model: after.model };
}

/** Each edit is written on a fresh reading, so that none has to know what another one did to the text. */
function writeEdits(
  parser: Parser,
  file: SourceFile,
  address: string,
  edits: readonly PlannedEdit[],
): string | null {
  let { text } = file;
  for (const edit of edits) {
    const read = readPolicy(parser, { ...file, text }, address, (document, view) =>
      writeEdit(edit, document, view),
    );
    if (read?.kind !== 'policy' || read.answer === null) return null;
    text = applySplices(text, read.answer);
  }
  return text;
}

type Read<T> =
  | {
      readonly kind: 'policy';
      readonly policy: CdkPolicy;
      readonly model: PolicyModel;
      readonly answer: T;
    }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'ambiguous'; readonly at: readonly number[] }
  | {
      readonly kind: 'unsupported';
      readonly reason: UnsupportedReason;
      readonly at: number;
    };

/** Reads the policy at an address, '' being the only one of the file, and asks about it while the tree is there. */
function readPolicy<T>(
  parser: Parser,
  file: SourceFile,
  address: string,
  ask: (document: CdkDocument, view: FileView) => T,
): Read<T> | null {
  return withCdk<Read<T>>(parser, file, (view) => {
    const { policies } = findPolicies(view);
    const found = address === '' ? policies : policies.filter((each) => each.address === address);
    const [policy] = found;
    if (policy === undefined) return { kind: 'not-found' };
    const { document, at } = policy;
    if (found.length > 1) return { kind: 'ambiguous', at: found.map((each) => each.at) };
    if (document.kind === 'unsupported')
      return { kind: 'unsupported', reason: document.reason, at };
    if (document.kind === 'file') return { kind: 'unsupported', reason: 'not-expressible', at };
    return { kind: 'policy', policy, model: toModel(document), answer: ask(document, view) };
  });
}

/** Every other policy of the file, as it reads. */
function othersOf(view: FileView, address: string): string {
  const others = findPolicies(view).policies.filter((each) => each.address !== address);
  return JSON.stringify(
    others.map(({ address: own, roles, document }) => [
      own,
      roles,
      document.kind === 'statements' ? toModel(document) : document,
    ]),
  );
}

function sizeOf({ statements }: PolicyModel): number {
  const sizes = statements.map(({ actions, resources }) =>
    [...actions.terms, ...resources.terms].reduce(
      (sum, term) =>
        sum + (term.kind === 'literal' ? term.value : (term.arn ?? term.source)).length + 3,
      FRAME,
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

// {"Action":[],"Effect":"Allow","Resource":[]},
const FRAME = 45;
