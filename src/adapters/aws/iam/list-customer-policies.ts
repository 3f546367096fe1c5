import {
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsResponse,
  type ManagedPolicyDetail,
} from '@aws-sdk/client-iam';
import type { ManagedPolicy } from '../../../domain/policy/principal-policies.ts';
import { parseIamArn } from '../../../domain/principal/iam-arn.ts';
import { readIam } from './iam-caller.ts';
import { present, toDocument } from './iam-values.ts';
import { type PolicySource, readManagedPolicy } from './read-managed-policy.ts';

/**
 * See `AccountReader.listCustomerManagedPolicies`. One export of the account, page by page, instead of
 * about ten calls a policy: it holds the documents of all versions and the ARNs of all holders.
 */
export async function listCustomerPolicies(
  source: PolicySource,
): Promise<readonly ManagedPolicy[]> {
  const policies: ManagedPolicyDetail[] = [];
  const uses: Uses = { attached: new Map(), boundary: new Map() };
  let Marker: string | undefined;
  do {
    const from = Marker;
    const page = await readIam(source, 'GetAccountAuthorizationDetails', (client) =>
      client.send(
        new GetAccountAuthorizationDetailsCommand({
          Filter: ['LocalManagedPolicy', 'Role', 'User', 'Group'],
          MaxItems: 1_000,
          ...(from === undefined ? {} : { Marker: from }),
        }),
      ),
    );
    policies.push(...(page.Policies ?? []));
    countUses(page, uses);
    Marker = page.IsTruncated ? page.Marker : undefined;
  } while (Marker !== undefined);
  const read: ManagedPolicy[] = [];
  for (const policy of policies) {
    const known = await (policy.PolicyId
      ? toManagedPolicy(policy, uses)
      : readAgain(source, policy));
    if (known !== undefined) read.push(known);
  }
  return read.toSorted((a, b) => (a.arn < b.arn ? -1 : 1));
}

type Uses = {
  readonly attached: Map<string, string[]>;
  readonly boundary: Map<string, string[]>;
};

function countUses(page: GetAccountAuthorizationDetailsResponse, uses: Uses): void {
  const { UserDetailList = [], GroupDetailList = [], RoleDetailList = [] } = page;
  for (const { Arn, AttachedManagedPolicies = [] } of [
    ...UserDetailList,
    ...GroupDetailList,
    ...RoleDetailList,
  ]) {
    for (const { PolicyArn } of AttachedManagedPolicies) note(uses.attached, PolicyArn, Arn);
  }
  for (const { Arn, PermissionsBoundary } of [...UserDetailList, ...RoleDetailList]) {
    note(uses.boundary, PermissionsBoundary?.PermissionsBoundaryArn, Arn);
  }
}

function note(
  holders: Map<string, string[]>,
  policyArn: string | undefined,
  holderArn: string | undefined,
): void {
  if (policyArn === undefined || holderArn === undefined) return;
  holders.set(policyArn, [...(holders.get(policyArn) ?? []), holderArn]);
}

// Not every emulator exports the unique id, without which a recorded rollback target is not recognised.
function readAgain(
  source: PolicySource,
  { Arn }: ManagedPolicyDetail,
): Promise<ManagedPolicy | undefined> {
  return readManagedPolicy(source, present(Arn, 'the ARN of a policy'));
}

function toManagedPolicy(detail: ManagedPolicyDetail, uses: Uses): ManagedPolicy {
  const arn = present(detail.Arn, 'the ARN of a policy');
  const defaultVersionId = present(detail.DefaultVersionId, `the default version of ${arn}`);
  const versions = (detail.PolicyVersionList ?? []).map(({ VersionId, Document, CreateDate }) => {
    const versionId = present(VersionId, `a version id of ${arn}`);
    return {
      versionId,
      document: toDocument(Document, `${arn} ${versionId}`),
      isDefault: versionId === defaultVersionId,
      createdAt: (CreateDate ?? new Date(0)).toISOString(),
    };
  });
  const standing = versions.find(({ isDefault }) => isDefault);
  const parsed = parseIamArn(arn);
  return {
    arn,
    id: present(detail.PolicyId, `the unique id of ${arn}`),
    name: parsed?.name ?? '',
    path: parsed?.path ?? '/',
    awsManaged: false,
    defaultVersionId,
    document: present(standing, `the default version of ${arn}`).document,
    versions,
    attachedTo: uses.attached.get(arn) ?? [],
    boundaryOf: uses.boundary.get(arn) ?? [],
  };
}
