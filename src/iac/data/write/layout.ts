import { type DataNode, type MapNode, type Pair, resolveNode } from '../data-node.ts';
import type { Dialect, PolicyReading } from '../site.ts';

/** What a writer looks at: the text, the policy in it, and how its values are written. */
export type Layout = {
  readonly text: string;
  readonly syntax: 'json' | 'yaml';
  readonly policy: PolicyReading;
  readonly dialect: Dialect;
  /** True where nothing stands between tokens, as in minified JSON. */
  readonly isTight: boolean;
};

/** The layout of a policy as its file writes it. */
export function toLayout(given: Omit<Layout, 'isTight'>): Layout {
  const { start, end } = given.policy.document;
  return { ...given, isTight: !/[:,]\s/.test(given.text.slice(start, end)) };
}

/** The line end that is used at an offset: that of the line before, else of the line itself. */
export function eolAt(text: string, at: number): string {
  const before = text.lastIndexOf('\n', at - 1);
  const newline = before < 0 ? text.indexOf('\n', at) : before;
  return newline > 0 && text.charAt(newline - 1) === '\r' ? '\r\n' : '\n';
}

/** The offset of the line end after an offset, or of the text's end. */
export function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  const end = newline < 0 ? text.length : newline;
  return end > at && text.charAt(end - 1) === '\r' ? end - 1 : end;
}

/** How many characters stand before an offset in its line. */
export function columnOf(text: string, at: number): number {
  return at - (text.lastIndexOf('\n', at - 1) + 1);
}

/** The white space at the beginning of the line of an offset. */
export function indentAt(text: string, at: number): string {
  const start = at - columnOf(text, at);
  let end = start;
  while (text.charAt(end) === ' ' || text.charAt(end) === '\t') end++;
  return text.slice(start, end);
}

/** The offset where the last thing of a node ends; white space and comments behind it are not its own. */
export function endOf(text: string, node: DataNode): number {
  if (node.kind === 'map' && !node.isFlow) {
    const last = node.pairs.at(-1);
    return last === undefined ? node.end : Math.max(last.keyEnd + 1, endOf(text, last.value));
  }
  if (node.kind === 'list' && !node.isFlow) {
    const last = node.items.at(-1);
    return last === undefined ? node.end : Math.max(node.dashes.at(-1)! + 1, endOf(text, last));
  }
  if (node.kind !== 'scalar' || node.style !== 'block') return node.end;
  return node.start + text.slice(node.start, node.end).trimEnd().length;
}

/** The statement whose style a new one takes: the last plain one, else the last that is written as a map in place. */
export function siblingOf({ policy }: Layout): MapNode | null {
  const maps = policy.parts.flatMap(({ node }, n) =>
    node.kind === 'map' && node.tag === null ? [{ node, isPlain: isModel(policy, n) }] : [],
  );
  return (maps.findLast(({ isPlain }) => isPlain) ?? maps.at(-1))?.node ?? null;
}

/** The members of statements under one of the keys: those of the given statement first, then from the last to the first. */
export function pairsLike(
  { policy }: Layout,
  first: MapNode | null,
  keys: readonly string[],
): readonly Pair[] {
  const others = policy.parts.map(({ node }) => resolveNode(node)).toReversed();
  return [first, ...others].flatMap((map) =>
    map?.kind === 'map' ? map.pairs.filter(({ key }) => keys.includes(key)) : [],
  );
}

function isModel({ model }: PolicyReading, n: number): boolean {
  const statement = model.statements[n];
  return statement !== undefined && statement.isPlain && statement.isCertain;
}
