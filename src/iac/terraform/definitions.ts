import { type Attribute, type Block, type HclFile, type ReferenceExpr, type Span } from './hcl.ts';

/** One thing that a file defines, by the address that other expressions name it with. */
export type Definition = Span & {
  readonly address: string;
} & (
    | { readonly kind: 'block'; readonly block: Block }
    | { readonly kind: 'local'; readonly attribute: Attribute }
  );

/** What a file defines, and what each definition refers to. */
export type Definitions = {
  readonly all: readonly Definition[];
  readonly byAddress: ReadonlyMap<string, readonly Definition[]>;
  readonly references: readonly DefinitionReference[];
};

/** One reference: `by` is the definition where it stands, `address` what it names. */
export type DefinitionReference = {
  readonly by: Definition;
  readonly address: string;
  readonly at: number;
};

/** The definitions of a file and their references, in the order of the text. */
export function toDefinitions(file: HclFile): Definitions {
  const all = file.blocks.flatMap(toDefined);
  const byAddress = new Map<string, Definition[]>();
  for (const each of all) {
    const same = byAddress.get(each.address);
    if (same === undefined) byAddress.set(each.address, [each]);
    else same.push(each);
  }
  return { all, byAddress, references: toReferences(all, file.references) };
}

function toDefined(block: Block): readonly Definition[] {
  const { start, end, type, labels } = block;
  if (type === 'locals') {
    return block.attributes.map((attribute) => ({
      kind: 'local',
      address: `local.${attribute.name}`,
      start: attribute.start,
      end: attribute.end,
      attribute,
    }));
  }
  const address = type === 'resource' ? labels.join('.') : [type, ...labels].join('.');
  return [{ kind: 'block', address, start, end, block }];
}

// Both lists are in the order of the text: one pass.
function toReferences(
  all: readonly Definition[],
  references: readonly ReferenceExpr[],
): readonly DefinitionReference[] {
  const found: DefinitionReference[] = [];
  const sorted = references.toSorted((a, b) => a.start - b.start);
  const ordered = all.toSorted((a, b) => a.start - b.start);
  let n = 0;
  for (const reference of sorted) {
    while (n < ordered.length && ordered[n]!.end <= reference.start) n += 1;
    const by = ordered[n];
    const address = toAddress(reference.steps);
    if (by === undefined || by.start > reference.start || address === null) continue;
    found.push({ by, address, at: reference.start });
  }
  return found;
}

/** The address that a reference begins with: `data.t.n`, `local.n`, `var.n`, `module.n`, or `t.n` of a resource. */
export function toAddress(steps: readonly string[]): string | null {
  const names = steps.filter((step) => !step.startsWith('['));
  const length = names[0] === 'data' ? 3 : 2;
  return names.length < length ? null : names.slice(0, length).join('.');
}
