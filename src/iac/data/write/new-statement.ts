import type { NewStatement } from '../../plan-edit.ts';
import { type DataNode, type MapNode, pairsOf } from '../data-node.ts';
import type { Layout } from './layout.ts';
import type { NewValue } from './scalar-text.ts';

/** A member of a statement to write; `isMany` for those that IAM takes as a list too. */
export type NewMember = {
  readonly key: string;
  readonly values: readonly NewValue[];
  readonly isMany: boolean;
};

const ORDER = ['Sid', 'Effect', 'Action', 'Resource'];

/**
 * The members of a statement to write, in the order of its sibling. Without a Sid where the policy's other
 * statements have none. Null where the format would not keep a value as it is.
 */
export function toMembers(
  { sid, actions, resources }: NewStatement,
  sibling: MapNode | null,
  layout: Layout,
): readonly NewMember[] | null {
  const { policy, dialect } = layout;
  const values: readonly NewValue[] = resources.map((arn) => {
    const expression = dialect.express(arn, policy.document);
    return expression === null ? { kind: 'text', text: arn } : { kind: 'expression', expression };
  });
  const all = new Map<string, NewMember>([
    ['Sid', { key: 'Sid', values: toTexts([sid]), isMany: false }],
    ['Effect', { key: 'Effect', values: toTexts(['Allow']), isMany: false }],
    ['Action', { key: 'Action', values: toTexts(actions), isMany: true }],
    ['Resource', { key: 'Resource', values, isMany: true }],
  ]);
  const isPlain = [...all.values()]
    .flatMap((member) => member.values)
    .every((value) => value.kind === 'expression' || dialect.isPlainText(value.text));
  if (!isPlain) return null;
  const nodes = policy.parts.map(({ node }) => node);
  if (nodes.length > 0 && !nodes.some(hasSid)) all.delete('Sid');
  return orderOf(sibling).flatMap((key) => all.get(key) ?? []);
}

/** The key of a sibling's member that says how this one is written. */
export function likeKeys(key: string): readonly string[] {
  return key === 'Action' || key === 'Resource' ? [key, `Not${key}`] : [key];
}

function toTexts(texts: readonly string[]): readonly NewValue[] {
  return texts.map((text) => ({ kind: 'text', text }));
}

function hasSid(node: DataNode): boolean {
  return pairsOf(node).some(({ key }) => key === 'Sid');
}

function orderOf(sibling: MapNode | null): readonly string[] {
  const keys = (sibling?.pairs ?? []).map(({ key }) => key.replace(/^Not/, ''));
  const known = keys.filter((key) => ORDER.includes(key));
  const missing = ORDER.filter((key) => !known.includes(key));
  const isSidMissing = missing[0] === 'Sid';
  return isSidMissing ? ['Sid', ...known, ...missing.slice(1)] : [...known, ...missing];
}
