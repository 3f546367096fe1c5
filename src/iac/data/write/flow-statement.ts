import type { DataNode, ListNode, MapNode, Pair } from '../data-node.ts';
import { writeFlowList } from './flow-list.ts';
import { type Gaps, gapsOf, oneLineGaps } from './flow-gaps.ts';
import { eolAt, indentAt, type Layout, pairsLike } from './layout.ts';
import { likeKeys, type NewMember } from './new-statement.ts';
import { styleOf, writeValue } from './scalar-text.ts';

/** The members of a statement that may be lists. */
export const LISTS = ['Action', 'Resource', 'NotAction', 'NotResource'];

/** Writes a statement in braces, gap by gap as its sibling does. */
export function writeFlowStatement(
  members: readonly NewMember[],
  sibling: MapNode | null,
  layout: Layout,
): string {
  const flow = sibling?.isFlow === true ? sibling : null;
  const gaps = (flow === null ? null : gapsOf(flow, layout)) ?? defaultGaps(layout);
  const texts = members.map((member) => {
    const like = pairLike(flow, likeKeys(member.key));
    const pair = like ?? flow?.pairs.at(-1);
    const key = keyText(member.key, pair, layout);
    return key + colonOf(pair, layout) + memberText(member, like?.value, flow, layout);
  });
  return `{${gaps.open}${texts.join(gaps.between)}${gaps.close}}`;
}

/**
 * The line breaks before a policy's first statement, its members and the bracket behind it: as the rest of the
 * file is indented. Null where the policy is in one line.
 */
export function firstStatementLines({ text, policy, isTight }: Layout): {
  readonly statement: string;
  readonly member: string;
  readonly bracket: string;
} | null {
  const { start, end } = policy.document;
  if (isTight || !text.slice(start, end).includes('\n')) return null;
  const unit = /\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  const bracket = eolAt(text, policy.statements.start) + indentAt(text, policy.statements.start);
  return { bracket, statement: bracket + unit, member: bracket + unit + unit };
}

/** The gaps of a list to write: those of the given one, else of another list of the policy, else one line. */
export function listGaps(
  like: DataNode | undefined,
  sibling: MapNode | null,
  layout: Layout,
): Gaps {
  const others = pairsLike(layout, sibling, LISTS).map(({ value }) => value);
  const list = [like, ...others].find(isFlowList);
  return (list === undefined ? null : gapsOf(list, layout)) ?? oneLineGaps(layout);
}

/** Whether a node is a list in brackets with something in it. */
export function isFlowList(node: DataNode | undefined): node is ListNode {
  return node?.kind === 'list' && node.isFlow && node.items.length > 0;
}

/** The first member of a map under one of the keys. */
export function pairLike(map: MapNode | null, keys: readonly string[]): Pair | undefined {
  return map?.pairs.find(({ key }) => keys.includes(key));
}

/** A key with the quotes of another one. */
export function keyText(key: string, like: Pair | undefined, { text, syntax }: Layout): string {
  const quote = like === undefined ? '' : text.charAt(like.keyStart);
  if (syntax === 'json' || quote === '"') return `"${key}"`;
  return quote === "'" ? `'${key}'` : key;
}

function memberText(
  member: NewMember,
  like: DataNode | undefined,
  sibling: MapNode | null,
  layout: Layout,
): string {
  const style = styleOf(like);
  const texts = member.values.map((value) => writeValue(value, style, layout));
  const isOne = texts.length === 1 && !(member.isMany && like?.kind === 'list');
  return isOne ? texts[0]! : writeFlowList(texts, listGaps(like, sibling, layout));
}

function colonOf(pair: Pair | undefined, { text, isTight }: Layout): string {
  const usual = isTight ? ':' : ': ';
  if (pair === undefined) return usual;
  const colon = text.slice(pair.keyEnd, pair.value.start);
  return /^[ \t]*:[ \t]*$/.test(colon) ? colon : usual;
}

function defaultGaps(layout: Layout): Gaps {
  const lines = firstStatementLines(layout);
  if (lines === null) return oneLineGaps(layout);
  return { open: lines.member, between: `,${lines.member}`, close: lines.statement };
}
