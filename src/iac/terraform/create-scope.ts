import type { ResourceSite, Use } from '../editor.ts';
import { type Definition, toDefinitions } from './definitions.ts';
import { toTerm } from './evaluate.ts';
import { type Expr, type HclFile, attributeOf } from './hcl.ts';
import { createHclView } from './hcl-view.ts';
import { RESOURCE_TYPES, type ResourceType, toResourcePart } from './resource-types.ts';
import type { KnownResource, Scope } from './scope.ts';
import { groupUses, toUses } from './uses.ts';

/** Makes the scope of a file. */
export function createScope(
  path: string,
  file: HclFile,
  others: readonly ResourceSite[],
  usesElsewhere: readonly Use[],
): Scope {
  const definitions = toDefinitions(file);
  const counts = new Map<string, number>();
  for (const { address } of definitions.references) {
    counts.set(address, (counts.get(address) ?? 0) + 1);
  }
  const base: Scope = {
    path,
    file: createHclView(file.text),
    definitions,
    resources: new Map(others.map((site) => [site.address, { ...site, ...UNNAMED }])),
    uses: groupUses([...toUses(definitions), ...usesElsewhere]),
    countOf: (address) => counts.get(address) ?? 0,
    local: (name) => {
      const [only, ...same] = definitions.byAddress.get(`local.${name}`) ?? [];
      return only?.kind === 'local' && same.length === 0 ? only.attribute.value : null;
    },
  };
  // Names are told by literals and locals, so that no two resources can wait for each other.
  const own = definitions.all.flatMap((each) => toKnown(each, base));
  return {
    ...base,
    resources: new Map([...base.resources, ...own.map((each) => [each.address, each] as const)]),
  };
}

const UNNAMED = { name: null, nameAttribute: null, id: null, isOne: true } as const;

function toKnown(definition: Definition, scope: Scope): readonly KnownResource[] {
  if (definition.kind === 'local' || definition.block.type !== 'resource') return [];
  const { block, address } = definition;
  const type = RESOURCE_TYPES.get(block.labels[0] ?? '');
  if (type === undefined) return [];
  const name = toLiteral(attributeOf(block, type.name), scope);
  const path = attributeOf(block, 'path');
  // With a provider of its own it may be in another account, and a path that is computed hides the ARN.
  const isElsewhere = attributeOf(block, 'provider') !== undefined;
  const isHidden = path !== undefined && toLiteral(path, scope) === null;
  if (name === null || isElsewhere || isHidden) return [];
  const isOne =
    attributeOf(block, 'count') === undefined && attributeOf(block, 'for_each') === undefined;
  const arn = toArn(type, toResourcePart(type, name, toLiteral(path, scope)));
  return [{ address, arn, name, nameAttribute: type.name, id: type.id, isOne }];
}

function toLiteral(expr: Expr | undefined, scope: Scope): string | null {
  if (expr === undefined) return null;
  const term = toTerm({ expr, view: scope.file }, scope);
  return term.kind === 'literal' ? term.value : null;
}

function toArn({ service, scope }: ResourceType, part: string): string {
  const place = { regional: '*:*', account: ':*', bare: ':' }[scope];
  return `arn:*:${service}:${place}:${part}`;
}
