import type { Node } from 'web-tree-sitter';
import type { NewStatement } from '../plan-edit.ts';
import { expressResource } from './express-resource.ts';
import type { FileView } from './file-view.ts';
import {
  type CdkStatement,
  JSON_KEYS,
  PROPERTY_KEYS,
  type StatementKeys,
} from './read-statement.ts';
import { childrenOf, type Pair, pairsOf, stringOf } from './syntax.ts';
import { indentAt, lineEndOf } from './write-item.ts';
import { type Quote, toLiteral } from './write-literal.ts';

type Style = {
  readonly keys: StatementKeys;
  readonly pairs: readonly Pair[];
  readonly quote: Quote;
  readonly isBlock: boolean;
  readonly unit: string;
  readonly hasComma: boolean;
};

/**
 * A new statement as source text, in the style of a sibling: its keys, quotes, lines and what stands round its
 * object. `margin` is the indentation of the line where it begins. Null where it cannot be written.
 */
export function writeStatement(
  statement: NewStatement,
  sibling: CdkStatement,
  place: { readonly at: number; readonly margin: string },
  view: FileView,
): string | null {
  const object = objectOf(sibling.node);
  if (object === null) return null;
  const style = styleOf(object, view.text);
  const members = membersOf(statement, style, place.at, view);
  if (members === null) return null;
  const head = view.text.slice(sibling.node.startIndex, object.startIndex);
  const tail = view.text.slice(object.endIndex, sibling.node.endIndex);
  if (head.includes('\n') || tail.includes('\n')) return null;
  const comma = style.hasComma ? ',' : '';
  if (!style.isBlock) {
    const isTight = view.text[object.startIndex + 1] !== ' ';
    const space = isTight ? '' : ' ';
    return `${head}{${space}${members.join(', ')}${comma}${space}}${tail}`;
  }
  const lineEnd = lineEndOf(view.text);
  const lines = members.map((member) => `${lineEnd}${place.margin}${style.unit}${member}`);
  return `${head}{${lines.join(',')}${comma}${lineEnd}${place.margin}}${tail}`;
}

function objectOf(node: Node): Node | null {
  if (node.type === 'object') return node;
  const [argument] = childrenOf(node.childForFieldName('arguments'));
  return argument?.type === 'object' ? argument : null;
}

function styleOf(object: Node, text: string): Style {
  const pairs = pairsOf(object);
  const first = pairs[0]?.node ?? object;
  const isBlock = text.slice(object.startIndex, first.startIndex).includes('\n');
  const own = indentAt(text, first.startIndex);
  const outer = indentAt(text, object.endIndex - 1);
  const isJson = pairs.some(({ key }) => key === JSON_KEYS.actions || key === JSON_KEYS.resources);
  return {
    keys: isJson ? JSON_KEYS : PROPERTY_KEYS,
    pairs,
    quote: quoteOf(object),
    isBlock,
    unit: own.startsWith(outer) ? own.slice(outer.length) : '  ',
    hasComma: hasComma(object),
  };
}

function hasComma(object: Node): boolean {
  const last = childrenOf(object).at(-1);
  return object.children.some(
    ({ type, startIndex }) => type === ',' && last !== undefined && startIndex >= last.endIndex,
  );
}

/** The quotes of the first string with any. */
function quoteOf(node: Node): Quote {
  const [first] = node.descendantsOfType('string');
  return first?.text.startsWith('"') === true ? '"' : "'";
}

function membersOf(
  { sid, actions, resources }: NewStatement,
  style: Style,
  at: number,
  view: FileView,
): readonly string[] | null {
  const { keys, quote, pairs } = style;
  const literals = actions.map((action) => toLiteral(action, quote));
  const terms = resources.map((resource) => expressResource(resource, at, quote, view));
  const name = toLiteral(sid, quote);
  if (literals.includes(null) || terms.includes(null) || name === null) return null;
  const values = new Map([
    [keys.sid, name],
    [keys.effect, allowOf(pairs, keys) ?? (keys === JSON_KEYS ? `${quote}Allow${quote}` : null)],
    [keys.actions, listText(literals, pairs, keys.actions)],
    [keys.resources, listText(terms, pairs, keys.resources)],
  ]);
  const written = pairs.map(({ key }) => key).filter((key) => values.has(key));
  const missing = [keys.effect, keys.actions, keys.resources].filter(
    (key) => !written.includes(key) && (key !== keys.effect || keys === JSON_KEYS),
  );
  return [...written, ...missing].flatMap((key) => {
    const value = values.get(key) ?? null;
    return value === null ? [] : [`${keyText(key, pairs)}: ${value}`];
  });
}

// A list of one stays a value alone where the sibling has it so.
function listText(items: readonly (string | null)[], pairs: readonly Pair[], key: string): string {
  const sibling = pairs.find((each) => each.key === key)?.value;
  const isAlone = sibling !== undefined && sibling !== null && sibling.type !== 'array';
  return isAlone && items.length === 1 ? items[0]! : `[${items.join(', ')}]`;
}

/** The sibling's own word for Allow; null where it says something else. */
function allowOf(pairs: readonly Pair[], keys: StatementKeys): string | null {
  const value = pairs.find(({ key }) => key === keys.effect)?.value ?? null;
  const isAllow = stringOf(value) === 'Allow' || value?.text.endsWith('.ALLOW') === true;
  return value !== null && isAllow ? value.text : null;
}

function keyText(key: string, pairs: readonly Pair[]): string {
  const own = pairs.find((each) => each.key === key)?.node.childForFieldName('key')?.text;
  if (own !== undefined) return own;
  const quote = pairs[0]?.node.childForFieldName('key')?.text.charAt(0) ?? '';
  return quote === '"' || quote === "'" ? `${quote}${key}${quote}` : key;
}
