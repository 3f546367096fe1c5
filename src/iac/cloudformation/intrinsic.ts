import { type DataNode, resolveNode, textOf } from '../data/data-node.ts';

/** A call of an intrinsic function; `name` is the long form (`Fn::GetAtt`, `Ref`), whatever is written. */
export type Intrinsic = { readonly name: string; readonly argument: DataNode };

/** The function that a value calls, by tag or as a map of one key; null for any other value. */
export function toIntrinsic(node: DataNode): Intrinsic | null {
  if (node.tag !== null) return { name: toLongName(node.tag), argument: { ...node, tag: null } };
  const map = resolveNode(node);
  if (map?.kind !== 'map' || map.pairs.length !== 1 || map.tag !== null) return null;
  const [{ key, value }] = map.pairs as readonly [(typeof map.pairs)[number]];
  return isFunctionName(key) ? { name: key, argument: value } : null;
}

/** True for a key that calls a function where it stands in a map. */
export function isFunctionName(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

/** `X` of `Ref`, null for anything else. */
export function toRef({ name, argument }: Intrinsic): string | null {
  return name === 'Ref' ? (textOf(argument) ?? null) : null;
}

/** Logical id and attribute of `Fn::GetAtt` in either form. */
export function toAttribute({
  name,
  argument,
}: Intrinsic): { readonly id: string; readonly attribute: string } | null {
  if (name !== 'Fn::GetAtt') return null;
  const list = resolveNode(argument);
  const parts =
    list?.kind === 'list' ? list.items.map(textOf) : splitAtFirst(textOf(argument) ?? '');
  const [id, attribute] = parts;
  return parts.length === 2 && id !== undefined && attribute !== undefined
    ? { id, attribute }
    : null;
}

/** `X.Arn` in two: an attribute may have dots, a logical id has none. */
export function splitAtFirst(path: string): readonly string[] {
  const dot = path.indexOf('.');
  return dot < 0 ? [path] : [path.slice(0, dot), path.slice(dot + 1)];
}

function toLongName(tag: string): string {
  const short = tag.slice(1);
  return short === 'Ref' || short === 'Condition' ? short : `Fn::${short}`;
}
