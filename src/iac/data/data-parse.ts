import type { UnsupportedReason } from '../editor.ts';
import type { DataNode } from './data-node.ts';

/** A file's documents as data, or why it is not read; `at` is the offset of the fault. */
export type DataParse =
  | { readonly kind: 'data'; readonly roots: readonly DataNode[] }
  | { readonly kind: 'unsupported'; readonly reason: UnsupportedReason; readonly at: number };
