import {
  type DataNode,
  itemsOf,
  memberOf,
  pairsOf,
  resolveNode,
  textOf,
} from '../data/data-node.ts';
import { type Intrinsic, splitAtFirst, toAttribute, toIntrinsic, toRef } from './intrinsic.ts';
import { RESOURCE_KINDS, type ResourceKind } from './resource-kinds.ts';

/** Stands for a part of a text that the template does not tell. */
export const UNKNOWN = '\0';

// Names that refer to names could be made to double with each step.
const LONGEST_TEXT = 1024;
const MOST_VARIABLES = 100;

/** How a text with variables of another tool reads; the identity for CloudFormation itself. */
export type VariableReader = (text: string) => string;

/** Tells the text of values as far as the template does, with `UNKNOWN` for the rest. */
export type TemplateReader = {
  readonly read: (node: DataNode) => string;
  /** The ARN of a resource with `UNKNOWN` in it; undefined for a type whose ARN is not told. */
  readonly arnOf: (id: string) => string | undefined;
  /** What returns the ARN of a resource: an attribute, or null for `Ref`; `tail` is what it adds to it. */
  readonly referenceTo: (
    id: string,
  ) => { readonly attribute: string | null; readonly tail: string } | null;
};

type Scope = {
  readonly resources: ReadonlyMap<string, DataNode>;
  readonly variables: VariableReader;
  /** What was read; a value that is being read is unknown, which ends a circle. */
  readonly values: Map<DataNode, string>;
};

const PSEUDO_PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['AWS::Partition', UNKNOWN],
  ['AWS::Region', UNKNOWN],
  ['AWS::AccountId', UNKNOWN],
  ['AWS::StackName', UNKNOWN],
]);

/** A reader over the resources of one template, by logical id. */
export function createTemplateReader(
  resources: ReadonlyMap<string, DataNode>,
  variables: VariableReader = (text) => text,
): TemplateReader {
  const scope: Scope = { resources, variables, values: new Map() };
  return {
    read: (node) => read(node, scope),
    arnOf: (id) => arnOf(id, scope),
    referenceTo: (id) => referenceTo(id, scope),
  };
}

function read(node: DataNode, scope: Scope): string {
  const known = scope.values.get(node);
  if (known !== undefined) return known;
  scope.values.set(node, UNKNOWN);
  const call = toIntrinsic(node);
  const text = call === null ? readText(textOf(node), scope) : evaluate(call, scope);
  const value = text.length > LONGEST_TEXT ? UNKNOWN : text;
  scope.values.set(node, value);
  return value;
}

// Serverless Framework's users write pseudo parameters without `Fn::Sub`, and plugins of it add that.
function readText(text: string | undefined, scope: Scope): string {
  if (text === undefined || text.length > LONGEST_TEXT) return UNKNOWN;
  return substitute(scope.variables(text), (name) => PSEUDO_PARAMETERS.get(name) ?? `\${${name}}`);
}

function evaluate(call: Intrinsic, scope: Scope): string {
  const ref = toRef(call);
  if (ref !== null) return readRef(ref, scope);
  const attribute = toAttribute(call);
  if (attribute !== null) return readAttribute(attribute.id, attribute.attribute, scope);
  if (call.name === 'Fn::Sub') return readSub(call.argument, scope);
  return call.name === 'Fn::Join' ? readJoin(call.argument, scope) : UNKNOWN;
}

function readRef(id: string, scope: Scope): string {
  const pseudo = PSEUDO_PARAMETERS.get(id);
  if (pseudo !== undefined) return pseudo;
  const ref = kindOf(id, scope)?.ref;
  if (ref === 'name') return nameOf(id, scope);
  return (ref === 'arn' ? arnOf(id, scope) : undefined) ?? UNKNOWN;
}

function readAttribute(id: string, attribute: string, scope: Scope): string {
  const kind = kindOf(id, scope);
  if (kind?.names?.includes(attribute) === true) return nameOf(id, scope);
  if (kind?.arns.includes(attribute) !== true) return UNKNOWN;
  return (arnOf(id, scope) ?? UNKNOWN) + (kind.arnTail ?? '');
}

function arnOf(id: string, scope: Scope): string | undefined {
  const kind = kindOf(id, scope);
  if (kind === undefined) return undefined;
  const name = nameOf(id, scope);
  // A parameter's name may begin with the slash that its ARN has anyway.
  const joined = kind.prefix.endsWith('/') && name.startsWith('/') ? name.slice(1) : name;
  return kind.prefix.replaceAll('*', UNKNOWN) + joined;
}

function referenceTo(id: string, scope: Scope): ReturnType<TemplateReader['referenceTo']> {
  const kind = kindOf(id, scope);
  const attribute = kind?.arns[0];
  if (kind?.ref === 'arn') return { attribute: null, tail: '' };
  return attribute === undefined ? null : { attribute, tail: kind?.arnTail ?? '' };
}

function nameOf(id: string, scope: Scope): string {
  const property = kindOf(id, scope)?.property ?? '';
  const node = memberOf(memberOf(scope.resources.get(id), 'Properties'), property);
  return node === undefined ? UNKNOWN : read(node, scope);
}

function kindOf(id: string, scope: Scope): ResourceKind | undefined {
  return RESOURCE_KINDS.get(textOf(memberOf(scope.resources.get(id), 'Type')) ?? '');
}

function readJoin(argument: DataNode, scope: Scope): string {
  const [delimiter, list] = itemsOf(argument);
  const items = list === undefined ? null : resolveNode(list);
  const by = textOf(delimiter);
  if (by === undefined || items?.kind !== 'list' || items.tag !== null) return UNKNOWN;
  return items.items.map((item) => read(item, scope)).join(by);
}

function readSub(argument: DataNode, scope: Scope): string {
  const [template, own] = itemsOf(argument);
  const text = textOf(template);
  if (text === undefined || text.length > LONGEST_TEXT) return UNKNOWN;
  if (own !== undefined && pairsOf(own).length > MOST_VARIABLES) return UNKNOWN;
  return substitute(scope.variables(text), (name) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const value = memberOf(own, name);
    if (value !== undefined) return read(value, scope);
    const [id = '', attribute] = splitAtFirst(name);
    return attribute === undefined ? readRef(id, scope) : readAttribute(id, attribute, scope);
  });
}

/** Replaces every `${…}` of a text; one without an end stays. */
export function substitute(text: string, replace: (name: string) => string): string {
  let result = '';
  let at = 0;
  for (;;) {
    const open = text.indexOf('${', at);
    const close = open < 0 ? -1 : text.indexOf('}', open);
    if (close < 0) return result + text.slice(at);
    result += text.slice(at, open) + replace(text.slice(open + 2, close));
    at = close + 1;
  }
}
