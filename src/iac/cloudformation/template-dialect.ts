import { type DataNode, resolveNode, textOf } from '../data/data-node.ts';
import { sourceOf } from '../data/plain-dialect.ts';
import type { Dialect, ResourceExpression } from '../data/site.ts';
import type { Term } from '../policy-model.ts';
import { restOfArn, toArnPattern } from './arn-pattern.ts';
import { type Intrinsic, splitAtFirst, toAttribute, toIntrinsic, toRef } from './intrinsic.ts';
import { substitute, type TemplateReader, UNKNOWN } from './template-text.ts';

/** What a format adds to CloudFormation's functions. */
export type TemplateFormat = {
  readonly version: string | null;
  /** Whether a text holds a variable of the format, which it would replace. */
  readonly hasVariable: (text: string) => boolean;
};

export const CLOUDFORMATION: TemplateFormat = { version: null, hasVariable: () => false };

/** Reads and writes the values of a policy in a template, by what its resources tell. */
export function createTemplateDialect(reader: TemplateReader, format: TemplateFormat): Dialect {
  // CloudFormation replaces `{{resolve:…}}` in any text.
  const isPlainText = (text: string): boolean =>
    !text.includes('{{resolve:') && !format.hasVariable(text);
  return {
    toTerm: (node) => toTemplateTerm(node, reader, isPlainText),
    callOf: toIntrinsic,
    version: format.version,
    isPlainText,
    express: (arn, document) => express(arn, idsIn(document), reader),
  };
}

/** A text or a function's call as a term; the source of a reference is the logical id, with `.` and its attribute. */
export function toTemplateTerm(
  node: DataNode,
  reader: TemplateReader,
  isPlainText: (text: string) => boolean,
): Term {
  const value = resolveNode(node) ?? node;
  const text = textOf(value);
  if (text !== undefined && isPlainText(text)) return { kind: 'literal', value: text };
  const call = toIntrinsic(value);
  const source = call === null ? (text ?? sourceOf(value)) : sourceOfCall(call);
  const isArn = call !== null || text !== undefined;
  return { kind: 'expression', source, arn: isArn ? toArnPattern(reader.read(value)) : null };
}

function sourceOfCall(call: Intrinsic): string {
  const attribute = toAttribute(call);
  if (attribute !== null) return `${attribute.id}.${attribute.attribute}`;
  const text = call.name === 'Fn::Sub' ? textOf(call.argument) : undefined;
  return toRef(call) ?? text ?? `${call.name} ${sourceOf(call.argument)}`;
}

/** Logical ids that a value refers to. Aliases are not followed: their targets are elsewhere in the file. */
function idsIn(node: DataNode, ids: Set<string> = new Set()): ReadonlySet<string> {
  const call = toIntrinsic(node);
  if (call !== null) {
    const id = toRef(call) ?? toAttribute(call)?.id;
    if (id !== undefined) ids.add(id);
    const text = call.name === 'Fn::Sub' ? (textOf(call.argument) ?? '') : '';
    substitute(text, (name) => {
      ids.add(splitAtFirst(name)[0]!);
      return '';
    });
    idsIn(call.argument, ids);
  } else if (node.kind === 'list') node.items.forEach((item) => idsIn(item, ids));
  else if (node.kind === 'map') node.pairs.forEach(({ value }) => idsIn(value, ids));
  return ids;
}

/**
 * The resource by a logical id that the document refers to already: a new reference could make a circle of
 * dependencies (bucket, function that it notifies, role, policy), which CloudFormation refuses.
 */
function express(
  arn: string,
  ids: ReadonlySet<string>,
  reader: TemplateReader,
): ResourceExpression | null {
  for (const id of ids) {
    const pattern = toArnPattern(reader.arnOf(id) ?? UNKNOWN);
    const whole = reader.referenceTo(id);
    const rest = pattern === null ? null : restOfArn(pattern, arn);
    if (whole === null || rest?.startsWith(whole.tail) !== true || !isSuffix(rest)) continue;
    return { id, attribute: whole.attribute, suffix: rest.slice(whole.tail.length) };
  }
  return null;
}

// The rest must be a part of its own: `jobs-old` is another table than `jobs`.
function isSuffix(text: string): boolean {
  return text === '' || (/^[/:]/.test(text) && !text.includes('${'));
}
