import type {
  InlinePolicy,
  ManagedPolicy,
  PolicyVersion,
  PrincipalPolicies,
} from '../../src/domain/policy/principal-policies.ts';
import { ACCOUNT, aDocument, aPolicyArn, aRoleArn } from './an-account.ts';

// What an account reader answers; `an-account.ts` builds the export that a snapshot is read from.

/** The role `orders-task`, which holds nothing unless told. */
export function aPrincipal(changes: Partial<PrincipalPolicies> = {}): PrincipalPolicies {
  return {
    principal: {
      kind: 'role',
      arn: aRoleArn('orders-task', '/app/'),
      id: 'AROAXXXXXXXXXXXXXXXXX',
      name: 'orders-task',
      path: '/app/',
      tags: {},
    },
    managed: [],
    inline: [],
    groups: [],
    boundary: null,
    ...changes,
  };
}

/** The user `dana`, who holds nothing unless told. */
export function aUserPrincipal(changes: Partial<PrincipalPolicies> = {}): PrincipalPolicies {
  const arn = `arn:aws:iam::${ACCOUNT}:user/dana`;
  return aPrincipal({
    principal: {
      kind: 'user',
      arn,
      id: 'AIDAXXXXXXXXXXXXXXXXX',
      name: 'dana',
      path: '/',
      tags: {},
    },
    ...changes,
  });
}

/** A customer managed policy in version v1 that only the role of `aPrincipal` holds. */
export function aManagedPolicy(name: string, changes: Partial<ManagedPolicy> = {}): ManagedPolicy {
  const document = changes.document ?? aDocument();
  const defaultVersionId = changes.defaultVersionId ?? 'v1';
  return {
    arn: aPolicyArn(name),
    id: `ANPA${name.toUpperCase().replaceAll('-', '')}`,
    name,
    path: '/',
    awsManaged: false,
    defaultVersionId,
    document,
    versions: [aVersion(defaultVersionId, { document, isDefault: true })],
    attachedTo: [aPrincipal().principal.arn],
    boundaryOf: [],
    ...changes,
  };
}

/** A version of a policy that is not the default one. */
export function aVersion(versionId: string, changes: Partial<PolicyVersion> = {}): PolicyVersion {
  const createdAt = '2026-01-10T08:00:00.000Z';
  return { versionId, document: aDocument(), isDefault: false, createdAt, ...changes };
}

/** An inline policy of the role of `aPrincipal`. */
export function anInlinePolicy(name: string, document = aDocument()): InlinePolicy {
  return { principalArn: aPrincipal().principal.arn, name, document };
}
