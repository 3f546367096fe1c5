import { isAlias, isMap, isScalar, isSeq, type Pair as YamlPair, parseAllDocuments } from 'yaml';
import type { DataNode, Pair, ScalarStyle } from '../data/data-node.ts';
import type { DataParse } from '../data/data-parse.ts';
import { readAliases } from './yaml-limits.ts';

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

/** What conversion carries along: the text's aliases, the anchors met so far, and what is wrong. */
type Reading = {
  readonly aliased: ReadonlySet<string>;
  readonly anchors: Map<string, DataNode>;
  readonly faults: number[];
};

type Tokens = readonly { readonly type: string; readonly offset: number }[];

/**
 * Reads YAML for its places only: every scalar stays the text that is written (`failsafe`), tags are kept as names and
 * aliases are not expanded. Beyond the limits of size, depth and aliases it is not parsed at all.
 */
export function parseYaml(text: string): DataParse {
  const aliased = readAliases(text);
  if (aliased === null) return { kind: 'unsupported', reason: 'file-too-large', at: 0 };
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    keepSourceTokens: true,
    prettyErrors: false,
    logLevel: 'silent',
    // The package compares each key with all others; `toPairs` does it with a set.
    uniqueKeys: false,
  });
  if (!Array.isArray(documents)) return { kind: 'data', roots: [] };
  const faults = documents.flatMap(({ errors }) => errors.map(({ pos }) => pos[0]));
  const roots = documents.flatMap(({ contents }) =>
    contents === null ? [] : [toNode(contents, [], { aliased, anchors: new Map(), faults }, false)],
  );
  return faults[0] === undefined
    ? { kind: 'data', roots }
    : { kind: 'unsupported', reason: 'syntax-error', at: faults[0] };
}

/** `before` are the tokens in front of the value, among them its tag and its anchor. */
function toNode(value: unknown, before: Tokens, reading: Reading, isInShared: boolean): DataNode {
  const placed = placeOf(value, before, reading, isInShared);
  if (isAlias(value)) {
    const name = value.source;
    const target = reading.anchors.get(name) ?? null;
    if (target === null) reading.faults.push(placed.inner);
    return { ...placed, kind: 'alias', name, target };
  }
  const node = toValue(value, placed, reading);
  if (placed.anchor !== null) reading.anchors.set(placed.anchor, node);
  return node;
}

type Placed = Omit<Extract<DataNode, { kind: 'alias' }>, 'kind' | 'name' | 'target'>;

function toValue(value: unknown, placed: Placed, reading: Reading): DataNode {
  if (isMap(value)) {
    const pairs = toPairs(value.items, sourceItems(value), reading, placed.isShared);
    return { ...placed, kind: 'map', isFlow: value.flow === true, pairs };
  }
  if (isSeq(value)) {
    const sources = sourceItems(value);
    const starts = value.items.map((_item, n) => sources[n]?.start ?? []);
    const items = value.items.map((item, n) => toNode(item, starts[n]!, reading, placed.isShared));
    const isFlow = value.flow === true;
    const dashes = isFlow ? [] : starts.map((tokens) => offsetOf(tokens, 'seq-item-ind'));
    return { ...placed, kind: 'list', isFlow, items, dashes };
  }
  const text = isScalar(value) ? String(value.value) : '';
  const style = (isScalar(value) && STYLES[value.type ?? '']) || 'plain';
  // A key without a value is null, whatever `failsafe` makes of it.
  const isText = text !== '' || style !== 'plain';
  return { ...placed, kind: 'scalar', value: text, isText, style };
}

function placeOf(value: unknown, before: Tokens, reading: Reading, isInShared: boolean): Placed {
  const node = value as {
    readonly range?: readonly [number, number, number] | null;
    readonly tag?: string;
    readonly anchor?: string;
  } | null;
  const [inner, end] = node?.range ?? [0, 0];
  const properties = before.filter(({ type }) => type === 'tag' || type === 'anchor');
  const anchor = node?.anchor ?? null;
  // `!!str` and its like say nothing here.
  const tag = node?.tag?.startsWith('!') === true ? node.tag : null;
  return {
    start: properties[0]?.offset ?? inner,
    inner,
    end,
    tag,
    anchor,
    isShared: isInShared || (anchor !== null && reading.aliased.has(anchor)),
  };
}

function toPairs(
  items: readonly YamlPair[],
  sources: readonly SourceItem[],
  reading: Reading,
  isShared: boolean,
): readonly Pair[] {
  const keys = new Set<string>();
  return items.map((pair, n) => {
    const { key, sep = [] } = { ...sources[n], key: pair.key };
    const [keyStart, keyEnd] = (isScalar(key) ? key.range : null) ?? [0, 0];
    const name = isScalar(key) ? String(key.value) : '';
    // A key that is no scalar has no name here, and two of one name are told apart by nobody.
    if (!isScalar(key) || keys.has(name)) reading.faults.push(keyStart);
    keys.add(name);
    return { key: name, keyStart, keyEnd, value: toNode(pair.value, sep, reading, isShared) };
  });
}

type SourceItem = { readonly start: Tokens; readonly sep?: Tokens };

function sourceItems(value: { readonly srcToken?: unknown }): readonly SourceItem[] {
  const token = value.srcToken as { readonly items?: readonly SourceItem[] } | undefined;
  return token?.items ?? [];
}

function offsetOf(tokens: Tokens, type: string): number {
  return tokens.find((token) => token.type === type)?.offset ?? -1;
}
