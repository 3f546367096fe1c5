import type { DocumentPlace, UnsupportedReason } from '../editor.ts';
import { toAddress } from './definitions.ts';
import { type Block, type CallExpr, type Expr, attributeOf, unwrapText } from './hcl.ts';
import { readJson } from './read-json.ts';
import { readPath } from './read-path.ts';
import type { Scope } from './scope.ts';
import type { Seen } from './view.ts';

/** A policy document in this file, in one of its two forms, or where it is instead. `at` is a place in the file. */
export type FoundDocument = { readonly at: number } & (
  | { readonly kind: 'object'; readonly value: Seen; readonly via: readonly string[] }
  | { readonly kind: 'block'; readonly block: Block; readonly via: readonly string[] }
  | { readonly kind: 'away'; readonly place: Exclude<DocumentPlace, { kind: 'here' }> }
);

/** How far references are followed; more would be a circle. */
const MAX_STEPS = 20;

type Search = { readonly scope: Scope; readonly via: readonly string[] };

/** Follows the value of `policy` to the document that it stands for. `via` are the addresses on the way. */
export function findDocument(expr: Expr, scope: Scope, via: readonly string[] = []): FoundDocument {
  const value = unwrapText(expr);
  if (via.length > MAX_STEPS) return unsupported(value, 'computed-list');
  switch (value.kind) {
    case 'text': {
      const json = readJson(scope.file.text, value);
      if (typeof json === 'string') return unsupported(value, json);
      return { kind: 'object', at: value.start, value: json, via };
    }
    case 'object':
      return { kind: 'object', at: value.start, value: { expr: value, view: scope.file }, via };
    case 'reference':
      return followReference(value, value.steps, { scope, via });
    case 'call':
      return followCall(value, { scope, via });
    case 'loop':
      return unsupported(value, 'dynamic-block');
    case 'list':
    case 'conditional':
    case 'other':
      return unsupported(value, 'computed-list');
  }
}

function followCall(call: CallExpr, { scope, via }: Search): FoundDocument {
  const [first] = call.args;
  if (first === undefined) return unsupported(call, 'computed-list');
  switch (call.name) {
    case 'jsonencode':
    case 'jsondecode':
    case 'chomp':
    case 'trimspace':
    case 'tostring':
      return findDocument(first, scope, via);
    case 'file':
    case 'templatefile': {
      const path = readPath(first, scope);
      if (path.kind === 'unsupported') return unsupported(call, path.reason);
      const template = call.name === 'templatefile';
      return away(call, { kind: 'file', path: path.path, template });
    }
    default:
      return unsupported(call, 'computed-list');
  }
}

function followReference(expr: Expr, steps: readonly string[], search: Search): FoundDocument {
  const { scope, via } = search;
  const address = toAddress(steps) ?? steps[0] ?? '';
  const [kind, type] = steps;
  if (kind === 'var' || kind === 'module') return unsupported(expr, 'input-variable');
  if (kind === 'each' || kind === 'count') return unsupported(expr, 'dynamic-block');
  const [definition, ...same] = scope.definitions.byAddress.get(address) ?? [];
  const isDocument = kind === 'data' && type === 'aws_iam_policy_document';
  if (definition === undefined && (isDocument || (kind === 'local' && steps.length === 2))) {
    return away(expr, { kind: 'elsewhere', address });
  }
  if (definition === undefined || same.length > 0) return unsupported(expr, 'computed-list');
  const next = [...via, address];
  if (definition.kind === 'local') {
    return steps.length === 2
      ? findDocument(definition.attribute.value, scope, next)
      : unsupported(expr, 'computed-list');
  }
  if (isDocument) {
    return { kind: 'block', at: definition.start, block: definition.block, via: next };
  }
  const carried = attributeOf(definition.block, CARRIED.get(`${kind}.${type}`) ?? '');
  if (carried === undefined) return unsupported(expr, 'computed-list');
  const found = findDocument(carried, scope, next);
  // What `data.template_file` reads is a template, whatever function reads it.
  if (type !== 'template_file') return found;
  if (found.kind !== 'away') return unsupported(expr, 'not-expressible');
  const { place } = found;
  return place.kind === 'file' ? away(expr, { ...place, template: true }) : found;
}

/** Data sources that only hand a document on, with the attribute that holds it. */
const CARRIED: ReadonlyMap<string, string> = new Map([['data.template_file', 'template']]);

function unsupported({ start }: Expr, reason: UnsupportedReason): FoundDocument {
  return { kind: 'away', at: start, place: { kind: 'unsupported', reason } };
}

function away({ start }: Expr, place: Exclude<DocumentPlace, { kind: 'here' }>): FoundDocument {
  return { kind: 'away', at: start, place };
}
