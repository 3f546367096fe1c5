import type { DataNode, ScalarStyle } from '../data-node.ts';
import type { ResourceExpression } from '../site.ts';
import type { Layout } from './layout.ts';

/** A value to write: a text, or a resource by a name of the file's own. */
export type NewValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly expression: ResourceExpression };

const PLAIN = /^[A-Za-z][\w:/.*-]*$/;
const WORDS = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

/** Writes a value so that it reads back as exactly itself, in the wanted style where that can hold it. */
export function writeValue(value: NewValue, style: ScalarStyle, layout: Layout): string {
  if (value.kind === 'expression') return writeExpression(value.expression, style, layout);
  return layout.syntax === 'json' ? quote(value.text) : writeYaml(value.text, style, layout);
}

/** The style of the texts in a value; plain where it has none. */
export function styleOf(node: DataNode | undefined): ScalarStyle {
  const items = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  const scalar = items.findLast((item) => item.kind === 'scalar' && item.style !== 'block');
  return scalar?.kind === 'scalar' ? scalar.style : 'plain';
}

function writeYaml(text: string, style: ScalarStyle, layout: Layout): string {
  if (style === 'plain' && isPlain(text)) return text;
  const isSingle = style === 'single' || (style === 'plain' && /'\*'/.test(layout.text));
  if (isSingle && /^[ -~]*$/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return quote(text);
}

// The same in JSON and YAML. What cannot be seen, or turns the text round it about, is written as an escape.
function quote(text: string): string {
  return JSON.stringify(text).replace(/[^ -~]/g, toEscape);
}

function isPlain(text: string): boolean {
  return PLAIN.test(text) && !text.endsWith(':') && !WORDS.test(text);
}

function toEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function writeExpression(
  { id, attribute, suffix }: ResourceExpression,
  style: ScalarStyle,
  layout: Layout,
): string {
  const path = attribute === null ? id : `${id}.${attribute}`;
  const text = `\${${path}}${suffix}`;
  if (layout.syntax === 'yaml' && usesTags(layout.text)) {
    if (suffix !== '') return `!Sub ${writeYaml(text, style, layout)}`;
    return attribute === null ? `!Ref ${id}` : `!GetAtt ${path}`;
  }
  const call =
    suffix !== ''
      ? { 'Fn::Sub': text }
      : attribute === null
        ? { Ref: id }
        : { 'Fn::GetAtt': [id, attribute] };
  return writeCall(call, layout.isTight);
}

// The long forms are the same in JSON and in YAML.
function writeCall(call: object, isTight: boolean): string {
  const text = JSON.stringify(call);
  return isTight
    ? text
    : text.replace('{"', '{ "').replace('":', '": ').replace('","', '", "').replace(/\}$/, ' }');
}

function usesTags(text: string): boolean {
  return /!(?:Ref|GetAtt|Sub) /.test(text) || !/Fn::|Ref"?:/.test(text);
}
