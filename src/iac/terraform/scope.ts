import type { Definitions } from './definitions.ts';
import type { Expr } from './hcl.ts';
import type { ResourceType } from './resource-types.ts';
import type { UsesByAddress } from './uses.ts';
import type { View } from './view.ts';

/** A resource whose ARN is told; `isOne` is false where `count` or `for_each` may make none or several. */
export type KnownResource = {
  readonly address: string;
  readonly arn: string;
  readonly name: string | null;
  readonly nameAttribute: string | null;
  readonly id: ResourceType['id'];
  readonly isOne: boolean;
};

/** What expressions of a file are read against: its own definitions, and those of its module that were handed in. */
export type Scope = {
  readonly path: string;
  /** The whole file as it stands. */
  readonly file: View;
  readonly definitions: Definitions;
  readonly resources: ReadonlyMap<string, KnownResource>;
  /** The uses of all files of the module. */
  readonly uses: UsesByAddress;
  /** How often this file refers to an address. */
  readonly countOf: (address: string) => number;
  /** The value of a local that this file defines once. */
  readonly local: (name: string) => Expr | null;
};
