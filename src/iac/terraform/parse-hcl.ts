import type { Node, Parser } from 'web-tree-sitter';
import type { Attribute, Block, HclFile } from './hcl.ts';
import { isBalanced } from './is-balanced.ts';
import { toExpr } from './to-expr.ts';
import { TOO_DEEP, type TreeReader, deeper, namedOf } from './tree-reader.ts';

/** A file's tree, or the line (from 1) of what could not be read. */
export type ParsedHcl =
  | { readonly kind: 'parsed'; readonly file: HclFile }
  | { readonly kind: 'unreadable'; readonly line: number };

/** Reads Terraform's native syntax. Any text gives an answer; the tree never outlives the call. */
export function parseHcl(parser: Parser, text: string): ParsedHcl {
  if (text.includes('\0') || !isBalanced(text)) return { kind: 'unreadable', line: 1 };
  const tree = parser.parse(text);
  if (tree === null) return { kind: 'unreadable', line: 1 };
  try {
    const root = tree.rootNode;
    if (root.hasError) return { kind: 'unreadable', line: errorLine(root) };
    const reader: TreeReader = { text, references: [], depth: 0 };
    const body = root.namedChildren.find((child) => child?.type === 'body') ?? null;
    const { blocks } = readBody(body, reader);
    return { kind: 'parsed', file: { text, blocks, references: reader.references } };
  } catch (error) {
    if (error === TOO_DEEP) return { kind: 'unreadable', line: 1 };
    throw error;
  } finally {
    tree.delete();
  }
}

function readBody(
  body: Node | null,
  reader: TreeReader,
): { readonly attributes: readonly Attribute[]; readonly blocks: readonly Block[] } {
  const nodes = body === null ? [] : namedOf(body);
  const attributes = nodes.flatMap((node) =>
    node.type === 'attribute' ? [readAttribute(node, reader)] : [],
  );
  const blocks = nodes.flatMap((node) =>
    node.type === 'block' ? [deeper(reader, () => readBlock(node, reader))] : [],
  );
  return { attributes, blocks };
}

function readAttribute(node: Node, reader: TreeReader): Attribute {
  const [name, value] = namedOf(node);
  return {
    start: node.startIndex,
    end: node.endIndex,
    name: textOf(name!, reader),
    nameSpan: { start: name!.startIndex, end: name!.endIndex },
    value: toExpr(value!, reader),
  };
}

function readBlock(node: Node, reader: TreeReader): Block {
  const nodes = namedOf(node);
  const head = nodes.slice(
    0,
    nodes.findIndex(({ type }) => type === 'block_start'),
  );
  const [type, ...labels] = head.map((each) => textOf(each, reader).replaceAll('"', ''));
  const open = nodes.find((each) => each.type === 'block_start')!.startIndex;
  const close = nodes.find((each) => each.type === 'block_end')!.startIndex;
  const body = nodes.find((each) => each.type === 'body') ?? null;
  const { startIndex: start, endIndex: end } = node;
  return { start, end, type: type ?? '', labels, open, close, ...readBody(body, reader) };
}

function textOf(node: Node, { text }: TreeReader): string {
  return text.slice(node.startIndex, node.endIndex);
}

function errorLine(root: Node): number {
  let node = root;
  for (;;) {
    const next = node.children.find(
      (child) => child !== null && (child.hasError || child.isMissing),
    );
    if (next === undefined || next === null) return node.startPosition.row + 1;
    node = next;
  }
}
