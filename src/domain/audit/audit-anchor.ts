import type { AuditHead } from './audit-row.ts';

/** The head of the chain at one time, kept where nobody can change it: a signed tag, a locked object. */
export type AuditAnchor = AuditHead & { readonly at: string };

export const AUDIT_ANCHOR_SCHEMA = 'rolemender.audit-anchor/1';

/** The one line of JSON that an anchor is saved as. */
export function toAnchorLine({ seq, hash, at }: AuditAnchor): string {
  return JSON.stringify({ schema: AUDIT_ANCHOR_SCHEMA, seq, hash, at });
}

export type ReadAnchors =
  | { readonly kind: 'anchors'; readonly anchors: readonly AuditAnchor[] }
  /** `line` counts from 1. */
  | { readonly kind: 'fault'; readonly line: number };

/** Reads a file of anchors, one a line; a line that is none is a fault, because an anchor must not be lost unseen. */
export function readAnchors(text: string): ReadAnchors {
  const anchors: AuditAnchor[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const anchor = readAnchor(line);
    if (anchor === undefined) return { kind: 'fault', line: index + 1 };
    anchors.push(anchor);
  }
  return { kind: 'anchors', anchors };
}

function readAnchor(line: string): AuditAnchor | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const { schema, seq, hash, at } = (value ?? {}) as Record<string, unknown>;
  const isAnchor =
    schema === AUDIT_ANCHOR_SCHEMA &&
    Number.isSafeInteger(seq) &&
    (seq as number) >= 0 &&
    typeof hash === 'string' &&
    typeof at === 'string';
  return isAnchor ? { seq: seq as number, hash, at } : undefined;
}
