import type { Parser } from 'web-tree-sitter';
import type {
  EditOutcome,
  PolicyChange,
  ResourceSite,
  SourceFile,
  UnsupportedReason,
  Use,
} from '../editor.ts';
import { toList } from '../../domain/policy/policy-document.ts';
import { LONGEST_FILE } from '../file-limits.ts';
import { isGeneratedFile } from '../generated-file.ts';
import { planEdit } from '../plan-edit.ts';
import { proveEdit } from '../prove-edit.ts';
import { createScope } from './create-scope.ts';
import { type FoundDocument, findDocument } from './find-document.ts';
import { type PolicyDefinition, listPolicies } from './list-policies.ts';
import { parseHcl } from './parse-hcl.ts';
import { isTooLarge } from './policy-length.ts';
import { readBlockDocument, readObjectDocument } from './read-document.ts';
import type { ReadPolicy } from './read-policy.ts';
import { refusalOfPrincipal, refusalOfUse } from './refuse-use.ts';
import type { Scope } from './scope.ts';
import { isWritable } from './text-escapes.ts';
import { applySplices } from './view.ts';
import { writeEdits } from './write-edits.ts';

/** What an edit of Terraform's files takes. */
export type TerraformEdit = {
  readonly parser: Parser;
  readonly file: SourceFile;
  readonly address: string;
  readonly change: PolicyChange;
  readonly resources: readonly ResourceSite[];
  readonly usesElsewhere: readonly Use[];
};

/** Edits the policy or document at an address of a file, or says why not. */
export function editTerraform(edit: TerraformEdit): EditOutcome {
  const opened = openPolicy(edit);
  if (opened.kind !== 'opened') return opened;
  const { scope, policy, at, into } = opened;
  const { file, change } = edit;
  const refuse = (reason: UnsupportedReason) => refusal(file, at, reason);
  if (!change.statements.every(isWritableStatement)) return refuse('not-expressible');
  const plan = planEdit(policy.model, change.statements);
  if (plan.kind === 'unsupported') {
    const statement = policy.statements[plan.statement ?? -1];
    return refusal(file, statement?.at ?? at, plan.reason);
  }
  if (plan.kind === 'already-present') return plan;
  const splices = writeEdits(policy, plan.edits, scope, into);
  if (typeof splices === 'string') return refuse(splices);
  const text = applySplices(file.text, splices);
  const again = openPolicy({ ...edit, file: { ...file, text } });
  if (again.kind !== 'opened') return refuse('unproven');
  const { model } = again.policy;
  const isProven =
    proveEdit(policy.model, model, plan.edits) &&
    planEdit(model, change.statements).kind === 'already-present';
  if (!isProven) return refuse('unproven');
  return isTooLarge(model, opened.limit)
    ? refuse('policy-too-large')
    : { kind: 'edited', text, model };
}

type Opened = {
  readonly kind: 'opened';
  readonly scope: Scope;
  readonly policy: ReadPolicy;
  readonly at: number;
  readonly limit: number | null;
  /** The definition where the document stands. */
  readonly into: string;
};

function openPolicy(edit: TerraformEdit): Opened | Exclude<EditOutcome, { kind: 'edited' }> {
  const { file, address } = edit;
  if (file.text.length > LONGEST_FILE) return refusal(file, 0, 'file-too-large');
  if (isGeneratedFile(file)) return refusal(file, 0, 'generated-file');
  const parsed = parseHcl(edit.parser, file.text);
  if (parsed.kind === 'unreadable') return unreadable(file, parsed.line);
  const scope = createScope(file.path, parsed.file, edit.resources, edit.usesElsewhere);
  const [policy, ...others] = listPolicies(scope).filter((each) => each.address === address);
  if (policy === undefined) return refuseOther(file, address, scope);
  if (others.length > 0) {
    const places = [policy, ...others].map(({ at }) => toPlace(file, at));
    return { kind: 'ambiguous', places };
  }
  const found = findOwn(policy, scope);
  const read = readFound(found, scope);
  if (found.kind === 'away') {
    if (found.place.kind !== 'unsupported') return { kind: 'not-found' };
    return refusal(file, found.at, found.place.reason);
  }
  if (read === null) return refusal(file, found.at, 'computed-list');
  const reason = refusalOfUse(policy, found.via, scope) ?? refusalOfPrincipal(read);
  if (reason !== null) return refusal(file, found.at, reason);
  const into = found.via.at(-1) ?? policy.definition.address;
  const { limit } = policy;
  return { kind: 'opened', scope, policy: read, at: found.at, limit, into };
}

/** The document of a policy; of one that is a document itself, that. */
export function findOwn(
  { value, block, definition }: PolicyDefinition,
  scope: Scope,
): FoundDocument {
  const own = definition.kind === 'local' || value === null ? [definition.address] : [];
  if (value !== null) return findDocument(value, scope, own);
  if (block === null) throw new Error('a policy has a value or a block');
  return { kind: 'block', at: block.start, block, via: own };
}

function readFound(found: FoundDocument, scope: Scope): ReadPolicy | null {
  if (found.kind === 'away') return null;
  return found.kind === 'block'
    ? readBlockDocument(found.block, scope)
    : readObjectDocument(found.value, scope);
}

// Whoever names a role or a policy of a resource is told what it is.
function refuseOther(
  file: SourceFile,
  address: string,
  { definitions }: Scope,
): Exclude<EditOutcome, { kind: 'edited' }> {
  const name = address.endsWith(TRUST) ? address.slice(0, -TRUST.length) : address;
  const [definition] = definitions.byAddress.get(name) ?? [];
  if (definition?.kind !== 'block' || definition.block.type !== 'resource') {
    return { kind: 'not-found' };
  }
  const names = new Set(definition.block.attributes.map((each) => each.name));
  if (names.has('assume_role_policy')) return refusal(file, definition.start, 'trust-policy');
  return names.has('policy')
    ? refusal(file, definition.start, 'resource-policy')
    : { kind: 'not-found' };
}

const TRUST = '.assume_role_policy';

function isWritableStatement(statement: PolicyChange['statements'][number]): boolean {
  const { Sid, Action, Resource } = statement;
  return [...toList(Sid), ...toList(Action), ...toList(Resource)].every(isWritable);
}

function refusal(file: SourceFile, at: number, reason: UnsupportedReason) {
  return { kind: 'unsupported', reason, place: toPlace(file, at) } as const;
}

function unreadable({ path }: SourceFile, line: number) {
  return { kind: 'unsupported', reason: 'syntax-error', place: { path, line } } as const;
}

/** The line of a place in a file. */
export function toPlace({ path, text }: SourceFile, at: number) {
  return { path, line: text.slice(0, at).split('\n').length };
}
