import type { PolicyDocument } from './policy-document.ts';

export type PolicyVersion = {
  readonly versionId: string;
  readonly document: PolicyDocument;
  readonly isDefault: boolean;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
};

/** A managed policy with everything that attaches it. `id` is IAM's unique id (`ANPA…`): names are reused, ids are not. */
export type ManagedPolicy = {
  readonly arn: string;
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly awsManaged: boolean;
  readonly defaultVersionId: string;
  /** The default version's document. */
  readonly document: PolicyDocument;
  readonly versions: readonly PolicyVersion[];
  /** ARNs of the roles, users and groups it is attached to. */
  readonly attachedTo: readonly string[];
  /** ARNs of the roles and users whose permissions boundary it is. */
  readonly boundaryOf: readonly string[];
};

export type InlinePolicy = {
  readonly principalArn: string;
  readonly name: string;
  readonly document: PolicyDocument;
};

/** Policies that a user inherits from a group: they count when evaluating and are never edited for one user. */
export type GroupPolicies = {
  readonly groupArn: string;
  readonly managed: readonly ManagedPolicy[];
  readonly inline: readonly InlinePolicy[];
};

/** A role or user with every policy that decides about it inside its account. */
export type PrincipalPolicies = {
  readonly principal: {
    readonly kind: 'role' | 'user';
    readonly arn: string;
    readonly id: string;
    readonly name: string;
    readonly path: string;
    readonly tags: Readonly<Record<string, string>>;
  };
  readonly managed: readonly ManagedPolicy[];
  readonly inline: readonly InlinePolicy[];
  readonly groups: readonly GroupPolicies[];
  readonly boundary: ManagedPolicy | null;
};
