import { statementsOf } from '../domain/policy/policy-document.ts';
import type { CodeChange } from '../domain/proposal/code-change.ts';
import { assertNever } from '../kernel/assert-never.ts';
import type { Editor, Place, UnsupportedReason } from '../iac/editor.ts';
import type { LocateOutcome, NamedPlace, PolicyQuery } from '../iac/locate/located-policy.ts';
import type { FileEdit } from '../ports/code-changes.ts';
import type { RepositoryFiles } from '../ports/repository-files.ts';
import { refusalInFile } from './fix-in-code/refusal-in-file.ts';

/** How one change ended. `refused` is a guardrail's, with its reason as a sentence. */
export type FixOutcome =
  | { readonly kind: 'edited'; readonly place: Place; readonly address: string }
  | { readonly kind: 'already-present'; readonly place: Place }
  | { readonly kind: 'ambiguous'; readonly places: readonly Place[] }
  | { readonly kind: 'not-found' }
  | {
      readonly kind: 'unsupported';
      readonly reason: UnsupportedReason;
      readonly place: Place;
    }
  | { readonly kind: 'refused'; readonly reason: string; readonly place: Place };

export type CodeFix = { readonly change: CodeChange; readonly outcome: FixOutcome };

/** Every change with its outcome, and every file that differs afterwards, in the order of their paths. */
export type CodeFixes = { readonly fixes: readonly CodeFix[]; readonly files: readonly FileEdit[] };

type Deps = {
  readonly locate: (query: PolicyQuery, named: NamedPlace | null) => Promise<LocateOutcome>;
  readonly files: RepositoryFiles;
  readonly editors: readonly Editor[];
};

type Texts = Map<string, FileEdit>;

/** Edits policies where a repository defines them, in memory: nothing is written anywhere. */
export function createFixInCode(deps: Deps) {
  return async (
    changes: readonly CodeChange[],
    named: NamedPlace | null = null,
  ): Promise<CodeFixes> => {
    // Several changes may meet in one file: the next one is made on the text that the last one left.
    const texts: Texts = new Map();
    const fixes: CodeFix[] = [];
    for (const change of changes) {
      fixes.push({ change, outcome: await fixOne(change, named, texts, deps) });
    }
    const files = [...texts.values()].filter(({ before, after }) => before !== after);
    return { fixes, files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
  };
}

async function fixOne(
  change: CodeChange,
  named: NamedPlace | null,
  texts: Texts,
  deps: Deps,
): Promise<FixOutcome> {
  const located = await deps.locate(change, named);
  if (located.kind !== 'located') return located;
  const file = await textOf(located.path, texts, deps.files);
  const editor = deps.editors.find(({ format }) => format === located.format);
  if (file === null || editor === undefined) return { kind: 'not-found' };
  const { place, address, resources, usesElsewhere } = located;
  const { document } = change;
  const outcome = await editor.edit(
    { path: file.path, text: file.after },
    address,
    { statements: statementsOf(document) },
    resources,
    usesElsewhere,
  );
  switch (outcome.kind) {
    case 'edited': {
      const reason = refusalInFile(change, outcome.model);
      if (reason !== null) return { kind: 'refused', reason, place };
      texts.set(file.path, { ...file, after: outcome.text });
      return { kind: 'edited', place, address };
    }
    case 'already-present':
      return { kind: 'already-present', place };
    case 'not-found':
    case 'ambiguous':
    case 'unsupported':
      return outcome;
    default:
      return assertNever(outcome);
  }
}

async function textOf(
  path: string,
  texts: Texts,
  files: RepositoryFiles,
): Promise<FileEdit | null> {
  const known = texts.get(path);
  if (known !== undefined) return known;
  const text = await files.read(path);
  return text === null ? null : { path, before: text, after: text };
}
