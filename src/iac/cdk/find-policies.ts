import type { Node } from 'web-tree-sitter';
import { DEFAULT_QUOTAS } from '../../domain/policy/limits.ts';
import type { Term } from '../policy-model.ts';
import type { CdkDocument, CdkPolicy } from './cdk-policy.ts';
import { toTerm } from './evaluate.ts';
import type { FileView, MethodCall } from './file-view.ts';
import { joinDocuments, readCalls, readDocument, readList } from './read-document.ts';
import { type CdkRole, idOf, madeRole, ownRoleOf, roleOf, toRoleTerm } from './roles.ts';
import { argumentsOf, childrenOf, pairsOf, unwrap, valueOf } from './syntax.ts';

const { managedPolicySize, inlineSizePerRole } = DEFAULT_QUOTAS;

/** What a file of the CDK says about policies and roles. */
export type CdkSites = {
  readonly policies: readonly CdkPolicy[];
  readonly roles: readonly CdkRole[];
};

/** Calls that add statements to a role, with the role that the object has; null for the object itself. */
const ADDERS: ReadonlyMap<string, string | null> = new Map([
  ['addToPolicy', null],
  ['addToPrincipalPolicy', null],
  ['addToRolePolicy', 'role'],
  ['addToTaskRolePolicy', 'taskRole'],
  ['addToExecutionRolePolicy', 'executionRole'],
]);

/** Finds every policy in a file, in the order of their kinds: added to roles, constructs, inline ones of roles. */
export function findPolicies(view: FileView): CdkSites {
  const added = addedPolicies(view);
  const made = view.root.descendantsOfType('new_expression');
  const policies = [
    ...added,
    ...made.flatMap((node) => constructPolicies(node, view)),
    ...made.flatMap((node) => inlinePolicies(node, view)),
  ];
  const granted = grantedRoles(view, policies);
  const roles = new Map<string, CdkRole>();
  for (const role of [...definedRoles(view), ...rolesOfCalls(view)]) roles.set(role.address, role);
  return { policies: withAddresses([...policies, ...granted]), roles: [...roles.values()] };
}

function definedRoles(view: FileView): readonly CdkRole[] {
  return view.declarations.flatMap(({ value, address }) => madeRole(value, address, view) ?? []);
}

/** Roles that the file has calls for and that are made by other constructs. */
function rolesOfCalls(view: FileView): readonly CdkRole[] {
  const adds = view.calls.flatMap((call) => principalOf(call, view)?.role ?? []);
  return [...adds, ...view.calls.flatMap((call) => granteeOf(call, view) ?? [])];
}

function principalOf({ object, method }: MethodCall, view: FileView) {
  const property = ADDERS.get(method);
  if (property === undefined) return null;
  if (property === null) return { role: roleOf(object, view), source: object.text };
  const role = memberRole(object, property, view);
  return { role, source: `${object.text}.${property}` };
}

/** The role of a construct as if the file had written `fn.role`. */
function memberRole(object: Node, property: string, view: FileView): CdkRole | null {
  const declared = view.lookUp(object.text, object.startIndex);
  return declared === null ? null : ownRoleOf(declared.value, declared.address, property, view);
}

function addedPolicies(view: FileView): readonly CdkPolicy[] {
  const groups = new Map<string, { readonly role: CdkRole | null; readonly calls: MethodCall[] }>();
  for (const call of view.calls) {
    const principal = principalOf(call, view);
    if (principal === null) continue;
    const key = principal.role?.address ?? principal.source;
    const group = groups.get(key) ?? { role: principal.role, calls: [] };
    group.calls.push(call);
    groups.set(key, group);
  }
  return [...groups].flatMap(([source, { role, calls }]) => {
    const document = readCalls(calls, view);
    // Other things have a method of that name too.
    if (document.statements.length === 0) return [];
    const term: Term = { kind: 'expression', source, arn: null };
    return [
      {
        address: source,
        at: calls[0]!.call.startIndex,
        name: null,
        roles: [role === null ? term : toRoleTerm(role)],
        quota: inlineSizePerRole,
        document,
      },
    ];
  });
}

const POLICY_CONSTRUCTS: ReadonlyMap<string, { readonly name: string; readonly quota: number }> =
  new Map([
    ['aws-iam.Policy', { name: 'policyName', quota: inlineSizePerRole }],
    ['aws-iam.ManagedPolicy', { name: 'managedPolicyName', quota: managedPolicySize }],
  ]);

function constructPolicies(node: Node, view: FileView): readonly CdkPolicy[] {
  const kind = POLICY_CONSTRUCTS.get(view.nameClass(node.childForFieldName('constructor')) ?? '');
  if (kind === undefined) return [];
  const properties = unwrap(argumentsOf(node)[2] ?? null);
  const declared = view.declarations.find(({ value }) => value.id === node.id);
  const isOwn = (object: Node | null) =>
    declared !== undefined &&
    object !== null &&
    view.lookUp(object.text, object.startIndex) === declared;
  const name = valueOf(properties, kind.name);
  const given = valueOf(properties, 'document');
  const first =
    given === null
      ? readList(valueOf(properties, 'statements'), view, null)
      : readDocument(given, view);
  const adds = view.calls.filter(
    ({ object, method }) => method === 'addStatements' && isOwn(object),
  );
  const named = valueOf(properties, 'roles');
  const attached = view.calls.flatMap(({ call, object, method }) => {
    const [argument = null] = argumentsOf(call);
    if (method === 'attachToRole' && isOwn(object)) return [argument];
    const isPart = isOwn(unwrap(argument)) || unwrap(argument)?.id === node.id;
    return ATTACHERS.has(method) && isPart ? [object] : [];
  });
  const roles = [...(named?.type === 'array' ? childrenOf(named) : []), ...attached];
  return [
    {
      address: declared?.address ?? idOf(node),
      at: node.startIndex,
      name: name === null ? null : toTerm(name, view),
      roles: [...roles.map((role) => toTermOfRole(role, view)), ...holdersOf(node, view, isOwn)],
      quota: kind.quota,
      document:
        adds.length === 0 || first.kind !== 'statements' ? first : joined(first, adds, view),
    },
  ];
}

const ATTACHERS: ReadonlySet<string> = new Set(['attachInlinePolicy', 'addManagedPolicy']);

function joined(first: CdkDocument, adds: readonly MethodCall[], view: FileView): CdkDocument {
  return joinDocuments(first, readCalls(adds, view));
}

/** Roles that name a policy in `managedPolicies`. */
function holdersOf(
  policy: Node,
  view: FileView,
  isOwn: (node: Node | null) => boolean,
): readonly Term[] {
  return view.declarations.flatMap(({ value, address }) => {
    const list = valueOf(unwrap(argumentsOf(value)[2] ?? null), 'managedPolicies');
    const items = list?.type === 'array' ? childrenOf(list) : [];
    const holds = items.some((item) => isOwn(unwrap(item)) || unwrap(item)?.id === policy.id);
    const role = holds ? madeRole(value, address, view) : null;
    return role === null ? [] : [toRoleTerm(role)];
  });
}

function inlinePolicies(node: Node, view: FileView): readonly CdkPolicy[] {
  if (view.nameClass(node.childForFieldName('constructor')) !== 'aws-iam.Role') return [];
  const declared = view.declarations.find(({ value }) => value.id === node.id);
  const role = madeRole(node, declared?.address ?? `role:${idOf(node)}`, view);
  const inline = valueOf(unwrap(argumentsOf(node)[2] ?? null), 'inlinePolicies');
  if (role === null) return [];
  return pairsOf(inline).flatMap(({ key, node: pair, value }) =>
    key === ''
      ? []
      : [
          {
            address: `${role.address}.inlinePolicies.${key}`,
            at: pair.startIndex,
            name: { kind: 'literal' as const, value: key },
            roles: [toRoleTerm(role)],
            quota: inlineSizePerRole,
            document: readDocument(value, view),
          },
        ],
  );
}

/** Roles that only get grants: there is no statement to add to. */
function grantedRoles(view: FileView, policies: readonly CdkPolicy[]): readonly CdkPolicy[] {
  const known = new Set(policies.flatMap(({ roles }) => roles.map(sourceOf)));
  return view.calls.flatMap((call) => {
    const role = granteeOf(call, view);
    if (role === null || known.has(role.address)) return [];
    known.add(role.address);
    return [
      {
        address: `${role.address}.grants`,
        at: call.call.startIndex,
        name: null,
        roles: [toRoleTerm(role)],
        quota: inlineSizePerRole,
        document: { kind: 'unsupported' as const, reason: 'grants-only' as const },
      },
    ];
  });
}

function granteeOf({ call, method }: MethodCall, view: FileView): CdkRole | null {
  if (!/^grant(?:[A-Z]|$)/.test(method)) return null;
  const [grantee = null] = argumentsOf(call);
  const node = unwrap(grantee);
  if (node === null) return null;
  // A function stands for its role here.
  return roleOf(node, view) ?? memberRole(node, 'role', view);
}

function toTermOfRole(node: Node | null, view: FileView): Term {
  const role = roleOf(node, view);
  return role === null
    ? { kind: 'expression', source: node?.text ?? '', arn: null }
    : toRoleTerm(role);
}

function sourceOf(term: Term): string {
  return term.kind === 'literal' ? term.value : term.source;
}

/** Makes addresses unique: two stacks of a file may use one name. */
function withAddresses(policies: readonly CdkPolicy[]): readonly CdkPolicy[] {
  const taken = new Map<string, number>();
  return policies.map((policy) => {
    const count = (taken.get(policy.address) ?? 0) + 1;
    taken.set(policy.address, count);
    return count === 1 ? policy : { ...policy, address: `${policy.address}:${count}` };
  });
}
