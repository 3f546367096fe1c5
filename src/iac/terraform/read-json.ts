import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { Entry, Expr, Hole, TextExpr } from './hcl.ts';
import { encodeJson } from './hcl-view.ts';
import { decodeTemplate } from './text-escapes.ts';
import type { Seen, View } from './view.ts';

// An interpolation is one string of JSON, or a part of one, between these characters of the private use area.
const OPEN = '\uE000';
const CLOSE = '\uE001';
const MAX_DEPTH = 64;

/** The JSON of a string of Terraform, or why it cannot be edited. */
export type ReadJson = Seen | 'syntax-error' | 'template-directive';

/** Reads JSON inside a heredoc or a quoted string, with each interpolation as an opaque value. */
export function readJson(source: string, expr: TextExpr): ReadJson {
  const masked = maskHoles(source, expr);
  if (typeof masked === 'string') return masked;
  const errors: ParseError[] = [];
  const tree = parseTree(masked.text, errors, { disallowComments: true });
  if (tree === undefined || errors.length > 0) return 'syntax-error';
  const view: View = {
    language: 'json',
    text: masked.text,
    toSource: (at) => masked.places[at] ?? expr.body.end,
    encode: (text) => encodeJson(expr.form, text),
    quote: (value) => encodeJson(expr.form, JSON.stringify(value)),
    interpolate: (expression, suffix) =>
      encodeJson(expr.form, '"') +
      `\${${expression}}` +
      encodeJson(expr.form, JSON.stringify(suffix).slice(1)),
    sourceOf: ({ start, end }) => source.slice(masked.places[start], masked.places[end]),
  };
  return { expr: toExpr(tree, expr), view };
}

type Masked = { readonly text: string; readonly places: readonly number[] };

function maskHoles(
  source: string,
  { body, holes, form }: TextExpr,
): Masked | 'syntax-error' | 'template-directive' {
  let text = '';
  const places: number[] = [];
  const state = { isString: false, isEscaped: false, depth: 0 };
  let at = body.start;
  for (const [n, hole] of [...holes, null].entries()) {
    const decoded = decodeTemplate(source, at, hole?.start ?? body.end, form);
    if (decoded === null || decoded.text.includes(OPEN) || decoded.text.includes(CLOSE)) {
      return 'syntax-error';
    }
    for (const character of decoded.text) follow(state, character);
    if (state.depth > MAX_DEPTH) return 'syntax-error';
    text += decoded.text;
    for (const place of decoded.places) places.push(place);
    if (hole === null) break;
    const isInside = hole.value !== null || !source.slice(hole.start, hole.end).includes('"');
    if (hole.value === null && !(state.isString && isInside)) return 'template-directive';
    const mark = state.isString ? `${OPEN}${n}${CLOSE}` : `"${OPEN}${n}${CLOSE}"`;
    text += mark;
    for (let each = 0; each < mark.length; each++) places.push(hole.start);
    at = hole.end;
  }
  return { text, places: [...places, body.end] };
}

type State = { isString: boolean; isEscaped: boolean; depth: number };

function follow(state: State, character: string): void {
  if (state.isEscaped) state.isEscaped = false;
  else if (character === '"') state.isString = !state.isString;
  else if (state.isString) state.isEscaped = character === '\\';
  else if (character === '{' || character === '[') state.depth += 1;
  else if (character === '}' || character === ']') state.depth -= 1;
}

function toExpr(node: Node, text: TextExpr): Expr {
  const span = { start: node.offset, end: node.offset + node.length };
  const children = node.children ?? [];
  switch (node.type) {
    case 'string':
      return toText(node, text);
    case 'array':
      return { kind: 'list', ...span, items: children.map((child) => toExpr(child, text)) };
    case 'object':
      return { kind: 'object', ...span, entries: children.flatMap((each) => toEntry(each, text)) };
    case 'property':
    case 'number':
    case 'boolean':
    case 'null':
      return { kind: 'other', ...span };
  }
}

function toEntry(node: Node, text: TextExpr): readonly Entry[] {
  const [key, value] = node.children ?? [];
  if (key === undefined || value === undefined) return [];
  const name = String(key.value);
  return [
    {
      start: node.offset,
      end: node.offset + node.length,
      key: name.includes(OPEN) ? null : name,
      keySpan: { start: key.offset, end: key.offset + key.length },
      value: toExpr(value, text),
    },
  ];
}

function toText(node: Node, { holes, form }: TextExpr): TextExpr {
  const span = { start: node.offset, end: node.offset + node.length };
  const parts: (string | Hole)[] = [];
  for (const [n, piece] of String(node.value).split(OPEN).entries()) {
    const end = n === 0 ? -1 : piece.indexOf(CLOSE);
    const hole = holes[Number(piece.slice(0, Math.max(end, 0)))];
    if (end >= 0 && hole !== undefined) parts.push(hole);
    const rest = piece.slice(end + 1);
    if (rest !== '') parts.push(rest);
  }
  const body = { start: span.start + 1, end: span.end - 1 };
  return { kind: 'text', ...span, form, body, holes: [], parts };
}
