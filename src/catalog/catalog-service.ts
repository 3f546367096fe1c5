import type { Need } from './need.ts';

/** AWS's access levels by the letter that stands for them in a generated file. */
const LEVELS = {
  L: 'List',
  R: 'Read',
  W: 'Write',
  T: 'Tagging',
  P: 'Permissions management',
} as const;

export type AccessLevel = (typeof LEVELS)[keyof typeof LEVELS];

/** `required` is AWS's own mark; it often means “one of these”. */
export type ResourceType = { readonly name: string; readonly required: boolean };

/** One IAM action as AWS's Service Authorization Reference lists it, in its own spelling (`s3:PutBucketCORS`). */
export type CatalogAction = {
  readonly action: string;
  /** Mostly one; AWS lists a few actions under two. */
  readonly accessLevels: readonly AccessLevel[];
  /** Empty: the action has no resource, and `*` is the only one that works. */
  readonly resourceTypes: readonly ResourceType[];
  /** What AWS lists as needed beside it (`iam:PassRole`), as of December 2025. */
  readonly dependentActions: readonly string[];
};

/** One service of the catalogue. Keys of `actions`, `operations`, `http` and `withoutIam` are in lower case. */
export type CatalogService = {
  readonly prefix: string;
  readonly actions: ReadonlyMap<string, CatalogAction>;
  /** ARN patterns (`arn:${Partition}:sqs:${Region}:${Account}:${QueueName}`) by resource type. */
  readonly resources: ReadonlyMap<string, readonly string[]>;
  /** Operations whose action has another name. */
  readonly operations: ReadonlyMap<string, Need>;
  /** `VERB URI`, once for each API version, of operations that are authorised by their verb. */
  readonly http: ReadonlyMap<string, readonly string[]>;
  /** Operations for which IAM policies are not evaluated. */
  readonly withoutIam: ReadonlySet<string>;
};

/** A generated file, see scripts/catalog/service-file.ts. A resource type that ends in `*` is required. */
export type ServiceData = {
  readonly actions: Readonly<
    Record<string, readonly [string, (readonly string[])?, (readonly string[])?]>
  >;
  readonly resources?: Readonly<Record<string, string | readonly string[]>>;
  readonly operations?: Readonly<
    Record<string, { readonly all: readonly string[] } | { readonly any: readonly string[] }>
  >;
  readonly http?: Readonly<Record<string, readonly string[]>>;
  readonly withoutIam?: Readonly<Record<string, 1>>;
};

/** The service that a generated file holds. */
export function toCatalogService(prefix: string, data: ServiceData): CatalogService {
  return {
    prefix,
    actions: byLowerCase(data.actions, (name, tuple) => toAction(`${prefix}:${name}`, tuple)),
    resources: new Map(
      Object.entries(data.resources ?? {}).map(([type, arns]) => [
        type,
        typeof arns === 'string' ? [arns] : arns,
      ]),
    ),
    operations: byLowerCase(data.operations ?? {}, (_name, need) =>
      'all' in need ? { mode: 'all', actions: need.all } : { mode: 'any', actions: need.any },
    ),
    http: byLowerCase(data.http ?? {}, (_name, uris) => uris),
    withoutIam: new Set(byLowerCase(data.withoutIam ?? {}, () => 1).keys()),
  };
}

/** The action of a service by its name, with or without the prefix, its case aside. */
export function findAction(service: CatalogService, action: string): CatalogAction | undefined {
  return service.actions.get(action.slice(action.indexOf(':') + 1).toLowerCase());
}

function byLowerCase<In, Out>(
  record: Readonly<Record<string, In>>,
  to: (name: string, value: In) => Out,
): ReadonlyMap<string, Out> {
  return new Map(
    Object.entries(record).map(([name, value]) => [name.toLowerCase(), to(name, value)]),
  );
}

function toAction(action: string, tuple: ServiceData['actions'][string]): CatalogAction {
  const [letters, types = [], dependentActions = []] = tuple;
  return {
    action,
    accessLevels: letters.split('').map((letter) => LEVELS[letter as keyof typeof LEVELS]),
    resourceTypes: types.map((type) => ({
      name: type.replace(/\*$/, ''),
      required: type.endsWith('*'),
    })),
    dependentActions,
  };
}
