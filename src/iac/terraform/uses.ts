import type { Use } from '../editor.ts';
import type { Definition, DefinitionReference, Definitions } from './definitions.ts';
import { attributeOf } from './hcl.ts';

/** Whether a definition only hands a value on: who uses it is who uses that. */
function isCarrier(address: string): boolean {
  return CARRIERS.some((prefix) => address.startsWith(prefix));
}

const CARRIERS = ['local.', 'data.aws_iam_policy_document.', 'data.template_file.'];

/** The references of a file to what a document may be made of, as other files of its module need them. */
export function toUses(definitions: Definitions): readonly Use[] {
  const seen = new Set<string>();
  return definitions.references.flatMap((reference) => {
    const { address } = reference;
    if (!isCarrier(address)) return [];
    const by = toUser(reference);
    const key = `${by} ${address}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ by, address }];
  });
}

/** The users of each address. */
export type UsesByAddress = ReadonlyMap<string, readonly string[]>;

/** The same uses by what they use. */
export function groupUses(uses: readonly Use[]): UsesByAddress {
  const byAddress = new Map<string, string[]>();
  for (const { address, by } of uses) {
    const users = byAddress.get(address);
    if (users === undefined) byAddress.set(address, [by]);
    else users.push(by);
  }
  return byAddress;
}

/** Everything that a document or a list ends up in, through locals and other documents; each once. */
export function usersOf(address: string, uses: UsesByAddress): readonly string[] {
  const seen = new Set([address]);
  const users: string[] = [];
  // The set grows while it is walked.
  for (const each of seen) {
    if (each !== address && !isCarrier(each)) users.push(each);
    else for (const user of uses.get(each) ?? []) seen.add(user);
  }
  return users;
}

/** Whether these users are more than one principal's policy: several, or one that a loop repeats. */
export function isSharedBy(users: readonly string[]): boolean {
  return users.length > 1 || users.some((user) => user.endsWith('[*]'));
}

// A role's trust policy and its own policies are two uses; a loop over a definition makes many.
function toUser({ by, at }: DefinitionReference): string {
  if (by.kind === 'local') return by.address;
  const trust = by.block.attributes.find(({ name }) => name === 'assume_role_policy');
  if (trust !== undefined && trust.start <= at && at < trust.end) {
    return `${by.address}.assume_role_policy`;
  }
  return isRepeated(by) ? `${by.address}[*]` : by.address;
}

/** Whether a loop makes several of a definition; `count = x ? 1 : 0` makes one or none. */
export function isRepeated(definition: Definition): boolean {
  if (definition.kind === 'local' || isCarrier(definition.address)) return false;
  const { block } = definition;
  if (attributeOf(block, 'for_each') !== undefined) return true;
  const count = attributeOf(block, 'count');
  return count !== undefined && count.kind !== 'conditional';
}
