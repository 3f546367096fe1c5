import type { PolicyStatement } from '../domain/policy/policy-document.ts';
import type { PolicyModel, Term } from './policy-model.ts';

/** A text file of a repository. `path` is relative to the repository's root, with `/`. */
export type SourceFile = { readonly path: string; readonly text: string };

/** A place in a file; `line` counts from 1. */
export type Place = { readonly path: string; readonly line: number };

/** What a policy must grant afterwards: plain Allow statements, as IAM's JSON spells them. */
export type PolicyChange = { readonly statements: readonly PolicyStatement[] };

/** Why a policy cannot be edited where it stands. The texts are for the person who then does it by hand. */
export const UNSUPPORTED_REASONS = {
  'syntax-error': 'the file cannot be read without errors',
  'input-variable': 'the policy comes from a variable of the caller',
  'dynamic-block': 'a loop or dynamic block makes the statements',
  'computed-list': 'an expression makes the list that would have to grow',
  'template-directive': 'a directive of the template stands around the place',
  'grants-only': 'the permissions come from grant calls or policy templates, not from statements',
  'generated-file': 'the file says that it is generated',
  'missing-file': 'the file that it refers to is not in the repository, or holds no policy',
  'trust-policy': 'it is a trust policy',
  'resource-policy': 'it is a policy of a resource, with a Principal',
  'shared-policy': 'other principals use the same document',
  'deny-covers': 'a Deny of the same policy covers the request',
  'not-expressible': 'this form cannot hold the statement',
  'policy-too-large': 'the policy would exceed the size that IAM allows',
  'file-too-large': 'the file is larger than what is edited automatically',
  unproven: 'reading the edited file again did not give exactly the intended change',
} as const;
export type UnsupportedReason = keyof typeof UNSUPPORTED_REASONS;

/**
 * Where the document of a policy is: in this file, in another one (`path` from the repository's root; a
 * template is edited by this same editor, at address ''), at an address in another file of the same module, or out of reach.
 */
export type DocumentPlace =
  | { readonly kind: 'here' }
  | { readonly kind: 'file'; readonly path: string; readonly template: boolean }
  | { readonly kind: 'elsewhere'; readonly address: string }
  | { readonly kind: 'unsupported'; readonly reason: UnsupportedReason };

/**
 * A policy that a file defines. `address` is unique in the file and what `edit` takes: the format's own
 * name (`aws_iam_policy.app`, a logical id with its path, a construct's variable). `roles` are what it is attached to,
 * as literal role names or as expressions that begin with a role's address.
 */
export type PolicySite = {
  readonly address: string;
  readonly place: Place;
  readonly name: Term | null;
  readonly roles: readonly Term[];
  readonly document: DocumentPlace;
};

/**
 * A role that a file defines; `address` as in the expressions of the format (`aws_iam_role.task`). A name that the
 * format makes up or computes is an expression whose `arn` has `*` for what is not known, in the name too
 * (`arn:*:iam::*:role/*-TaskRole-*`), so that a deployed role can be found again; null says that nothing is known.
 */
export type RoleSite = {
  readonly address: string;
  readonly place: Place;
  readonly name: Term | null;
};

/** A resource that a file defines, as far as its ARN can be told: `arn` is a pattern with `*` for unknown parts. */
export type ResourceSite = { readonly address: string; readonly arn: string };

/** A policy joined to a role by a definition of its own; `policy` begins with the policy's address where it is an expression. */
export type AttachmentSite = { readonly policy: Term; readonly role: Term };

/** One definition of a file that refers to another by its address, in this file or in another one of the module. */
export type Use = { readonly by: string; readonly address: string };

/**
 * What a file says about policies. Files of one module are put together by `joinSourceMaps`. `attachments`
 * and `uses` are for formats whose files share names; absent where every file stands alone.
 */
export type SourceMap = {
  readonly policies: readonly PolicySite[];
  readonly roles: readonly RoleSite[];
  readonly resources: readonly ResourceSite[];
  readonly attachments?: readonly AttachmentSite[];
  readonly uses?: readonly Use[];
};

export type EditOutcome =
  | {
      readonly kind: 'edited';
      readonly text: string;
      /** The policy as it reads after the edit. */
      readonly model: PolicyModel;
    }
  | { readonly kind: 'already-present' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'ambiguous'; readonly places: readonly Place[] }
  | { readonly kind: 'unsupported'; readonly reason: UnsupportedReason; readonly place: Place };

/**
 * One file format. Pure and total: any text gives an outcome, never a throw. An editor changes only the
 * characters that the change needs and proves it by reading its own result.
 */
export type Editor = {
  readonly format: string;
  /** By the file's name alone; the content decides in `map`. */
  readonly reads: (path: string) => boolean;
  readonly map: (file: SourceFile) => Promise<SourceMap>;
  /**
   * Makes the policy at `address` grant the change. `resources` are those of the whole module, so that an
   * expression which the file could use is used instead of a literal ARN. `usesElsewhere` are those of the
   * module's other files: a document that another policy uses there is refused as shared.
   */
  readonly edit: (
    file: SourceFile,
    address: string,
    change: PolicyChange,
    resources?: readonly ResourceSite[],
    usesElsewhere?: readonly Use[],
  ) => Promise<EditOutcome>;
};
