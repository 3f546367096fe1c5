import type { AccountState, PolicyDetail } from './snapshot-schema.ts';

/** Who holds a managed policy: ARNs in the order users, groups, roles of the snapshot. */
export type PolicyUses = {
  readonly attachedTo: readonly string[];
  readonly boundaryOf: readonly string[];
};

/** Managed policies by ARN with their holders; `policy` is absent for one whose document was not exported. */
export type PolicyIndex = ReadonlyMap<string, PolicyUses & { readonly policy?: PolicyDetail }>;

type Entry = { policy?: PolicyDetail; attachedTo: string[]; boundaryOf: string[] };

// A state never changes, so its index is worth keeping: listing policies asks for it once per policy.
const indexes = new WeakMap<AccountState, PolicyIndex>();

/** Every managed policy that the snapshot holds or mentions. */
export function policyIndexOf(state: AccountState): PolicyIndex {
  const known = indexes.get(state);
  if (known !== undefined) return known;
  const built = buildIndex(state);
  indexes.set(state, built);
  return built;
}

/** The holders of one policy; empty lists when nobody mentions it. */
export function usesOf(state: AccountState, policyArn: string): PolicyUses {
  return policyIndexOf(state).get(policyArn) ?? { attachedTo: [], boundaryOf: [] };
}

function buildIndex(state: AccountState): PolicyIndex {
  const index = new Map<string, Entry>();
  const entryOf = (arn: string): Entry => {
    const entry = index.get(arn) ?? { attachedTo: [], boundaryOf: [] };
    index.set(arn, entry);
    return entry;
  };
  for (const policy of state.Policies) entryOf(policy.Arn).policy = policy;
  const { UserDetailList: users, GroupDetailList: groups, RoleDetailList: roles } = state;
  for (const holder of [...users, ...groups, ...roles]) {
    for (const { PolicyArn } of holder.AttachedManagedPolicies ?? []) {
      entryOf(PolicyArn).attachedTo.push(holder.Arn);
    }
  }
  for (const { Arn, PermissionsBoundary } of [...users, ...roles]) {
    if (PermissionsBoundary !== undefined) {
      entryOf(PermissionsBoundary.PermissionsBoundaryArn).boundaryOf.push(Arn);
    }
  }
  return index;
}
