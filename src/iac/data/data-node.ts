/**
 * A value of a JSON or YAML file with its place: offsets into the text, `end` exclusive. `start` is that of a tag or
 * anchor where there is one, `inner` that of the value itself. `isShared` says that an alias elsewhere in the file
 * stands for this node or for one round it, so that a change of it would be a change there too.
 */
type Placed = {
  readonly start: number;
  readonly inner: number;
  readonly end: number;
  readonly tag: string | null;
  readonly anchor: string | null;
  readonly isShared: boolean;
};

export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

/** A scalar; `isText` is false for JSON's numbers, booleans and null. */
export type ScalarNode = Placed & {
  readonly kind: 'scalar';
  readonly value: string;
  readonly isText: boolean;
  readonly style: ScalarStyle;
};

/** A list; `dashes` are the offsets of the items' dashes in a block list of YAML. */
export type ListNode = Placed & {
  readonly kind: 'list';
  readonly isFlow: boolean;
  readonly items: readonly DataNode[];
  readonly dashes: readonly number[];
};

export type Pair = {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: DataNode;
};

export type MapNode = Placed & {
  readonly kind: 'map';
  readonly isFlow: boolean;
  readonly pairs: readonly Pair[];
};

/** An alias of YAML; `target` is null where nothing before it has its name, which a parse refuses. */
export type AliasNode = Placed & {
  readonly kind: 'alias';
  readonly name: string;
  readonly target: DataNode | null;
};

export type DataNode = ScalarNode | ListNode | MapNode | AliasNode;

/** What a node stands for: an alias is followed once, as no alias stands for another. */
export function resolveNode(node: DataNode): DataNode | null {
  if (node.kind !== 'alias') return node;
  return node.target === null || node.target.kind === 'alias' ? null : node.target;
}

/** The value of a key of a map, its own or one that it takes over by a merge key; undefined without one. */
export function memberOf(node: DataNode | undefined, key: string): DataNode | undefined {
  const found = node === undefined ? undefined : pairsOf(node).find((pair) => pair.key === key);
  return found === undefined ? undefined : (resolveNode(found.value) ?? undefined);
}

/** The pairs of a map, then those that it takes over; none for any other node or a map with a tag. */
export function pairsOf(node: DataNode): readonly Pair[] {
  const map = resolveNode(node);
  if (map?.kind !== 'map' || map.tag !== null) return [];
  const merges = map.pairs.filter(({ key }) => key === '<<');
  if (merges.length === 0) return map.pairs;
  const own = map.pairs.filter(({ key }) => key !== '<<');
  const keys = new Set(own.map(({ key }) => key));
  // One level: a chain of merges could be made to double with each step.
  const taken = merges.flatMap(({ value }) => itemsOf(value)).flatMap(ownPairsOf);
  return [...own, ...taken.filter(({ key }) => !keys.has(key) && keys.add(key))];
}

/** The items of a list, or one node as a list of itself. */
export function itemsOf(node: DataNode): readonly DataNode[] {
  const list = resolveNode(node);
  return list?.kind === 'list' && list.tag === null ? list.items : [node];
}

/** The text of a scalar that stands for itself; undefined for anything else. */
export function textOf(node: DataNode | undefined): string | undefined {
  const scalar = node === undefined ? undefined : resolveNode(node);
  return scalar?.kind === 'scalar' && scalar.tag === null && scalar.isText
    ? scalar.value
    : undefined;
}

/**
 * A node's meaning as plain data, for comparison: aliases stay names (a bomb of them is not expanded), quotes do not
 * matter. What `replaced` holds is written as its value there instead.
 */
export function toComparable(
  node: DataNode,
  replaced: ReadonlyMap<DataNode, unknown> = new Map(),
): unknown {
  const replacement = replaced.get(node);
  if (replacement !== undefined) return replacement;
  const head = [node.kind, node.tag, node.anchor];
  if (node.kind === 'scalar') return [...head, node.isText, node.value];
  if (node.kind === 'alias') return [...head, node.name];
  if (node.kind === 'list')
    return [...head, node.items.map((item) => toComparable(item, replaced))];
  return [...head, node.pairs.map(({ key, value }) => [key, toComparable(value, replaced)])];
}

function ownPairsOf(node: DataNode): readonly Pair[] {
  const map = resolveNode(node);
  return map?.kind === 'map' ? map.pairs : [];
}
