import { expect } from '@jest/globals';
import { isCovered } from '../../src/domain/policy/coverage.ts';
import {
  type PolicyDocument,
  type PolicyStatement,
  statementsOf,
  toList,
} from '../../src/domain/policy/policy-document.ts';
import type { EditOutcome, Editor, SourceFile } from '../../src/iac/editor.ts';

/** One edit to judge. `read` is another reader of the format: the whole file as data, and the policy in it. */
export type EditUnderTest = {
  readonly editor: Editor;
  readonly file: SourceFile;
  readonly address: string;
  readonly statements: readonly PolicyStatement[];
  readonly read: (text: string) => { readonly rest: unknown; readonly policy: PolicyDocument };
};

/**
 * The laws of an edit: what is asked is granted, nothing else is, every other statement and the rest of the file mean
 * what they meant, a second edit does nothing. Gives back the kind of the outcome, or the reason of the refusal.
 */
export async function checkEdit(edit: EditUnderTest): Promise<string> {
  const { editor, file, address, statements, read } = edit;
  const before = read(file.text);
  const outcome = await editor.edit(file, address, { statements });
  if (outcome.kind !== 'edited') return outcomeOf(outcome);
  const after = read(outcome.text);
  expect(after.rest).toEqual(before.rest);
  expectGrown(statementsOf(before.policy), statementsOf(after.policy), statements);
  expect(missingOf(after.policy, statements)).toEqual([]);
  const again = await editor.edit({ ...file, text: outcome.text }, address, { statements });
  expect(again).toEqual({ kind: 'already-present' });
  return outcome.kind;
}

function missingOf(policy: PolicyDocument, wanted: readonly PolicyStatement[]): readonly unknown[] {
  return wanted.flatMap(({ Action, Resource }) =>
    toList(Action).flatMap((action) =>
      toList(Resource)
        .filter((resource) => !isCovered(policy, action, resource))
        .map((resource) => [action, resource]),
    ),
  );
}

function outcomeOf(outcome: EditOutcome): string {
  return outcome.kind === 'unsupported' ? outcome.reason : outcome.kind;
}

function expectGrown(
  before: readonly PolicyStatement[],
  after: readonly PolicyStatement[],
  wanted: readonly PolicyStatement[],
): void {
  const asked = new Set(wanted.flatMap(({ Action }) => toList(Action)));
  for (const [n, old] of before.entries()) {
    const now = after[n]!;
    const added = toList(now.Action).filter((action) => !toList(old.Action).includes(action));
    expect({
      ...now,
      Action: toList(now.Action).filter((action) => !added.includes(action)),
    }).toEqual({
      ...old,
      Action: toList(old.Action),
    });
    expect(added.filter((action) => !asked.has(action))).toEqual([]);
    if (added.length > 0) expect(isAsked(toList(old.Resource), added, wanted)).toBe(true);
  }
  for (const { Sid, Effect, Action, Resource, ...rest } of after.slice(before.length)) {
    expect([Effect, rest, Sid ?? 'Added']).toEqual([
      'Allow',
      {},
      expect.stringMatching(/^Added\d?$/),
    ]);
    expect(isAsked(toList(Resource), toList(Action), wanted)).toBe(true);
  }
}

/** Whether one wanted statement, or several of the same resources, ask for these actions on exactly these resources. */
function isAsked(
  resources: readonly string[],
  actions: readonly string[],
  wanted: readonly PolicyStatement[],
): boolean {
  const same = wanted.filter(({ Resource }) => toSet(toList(Resource)) === toSet(resources));
  return actions.every((action) => same.some(({ Action }) => toList(Action).includes(action)));
}

function toSet(values: readonly string[]): string {
  return JSON.stringify([...new Set(values)].toSorted());
}
