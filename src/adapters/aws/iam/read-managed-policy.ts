import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';
import type { PolicyDocument } from '../../../domain/policy/policy-document.ts';
import type { ManagedPolicy, PolicyVersion } from '../../../domain/policy/principal-policies.ts';
import { isAwsManagedPolicyArn, parseIamArn } from '../../../domain/principal/iam-arn.ts';
import { findInIam, type Iam, listFromIam, readIam, toPage } from './iam-caller.ts';
import { present, toDocument } from './iam-values.ts';
import { type KnownHolder, readAttachments, readBoundaryUses } from './policy-holders.ts';
import type { VersionDocuments } from './version-documents.ts';

/** What reading policies works with. A version's document never changes, so it is fetched once. */
export type PolicySource = Iam & { readonly documents: VersionDocuments };

/**
 * See `AccountReader.findManagedPolicy`. Of AWS's own policies only the default version is read, and no
 * holders: they may have hundreds of versions and holders, and are never edited.
 */
export async function readManagedPolicy(
  source: PolicySource,
  arn: string,
  self?: KnownHolder,
): Promise<ManagedPolicy | undefined> {
  const answer = await findInIam(source, 'GetPolicy', (client) =>
    client.send(new GetPolicyCommand({ PolicyArn: arn })),
  );
  if (answer === undefined) return undefined;
  const policy = present(answer.Policy, arn);
  const id = present(policy.PolicyId, `the unique id of ${arn}`);
  const defaultVersionId = present(policy.DefaultVersionId, `the default version of ${arn}`);
  const parsed = parseIamArn(arn);
  const awsManaged = isAwsManagedPolicyArn(arn);
  const common = { arn, id, name: parsed?.name ?? '', path: parsed?.path ?? '/', awsManaged };
  if (awsManaged) {
    const version = { versionId: defaultVersionId, createdAt: isoOf(policy.UpdateDate) };
    const document = await documentOf(source, { arn, id }, defaultVersionId);
    const versions = [{ ...version, isDefault: true, document }];
    return { ...common, defaultVersionId, document, versions, attachedTo: [], boundaryOf: [] };
  }
  const [versions, attachedTo, boundaryOf] = await Promise.all([
    readVersions(source, { arn, id }, defaultVersionId),
    readAttachments(source, arn, self),
    readBoundaryUses(source, arn, policy.PermissionsBoundaryUsageCount, self),
  ]);
  const standing = versions.find(({ isDefault }) => isDefault);
  const { document } = present(standing, `the default version of ${arn}`);
  return { ...common, defaultVersionId, document, versions, attachedTo, boundaryOf };
}

async function readVersions(
  source: PolicySource,
  policy: { readonly arn: string; readonly id: string },
  defaultVersionId: string,
): Promise<readonly PolicyVersion[]> {
  const listed = await listFromIam(source, 'ListPolicyVersions', async (client, Marker) => {
    const input = { PolicyArn: policy.arn, ...(Marker === undefined ? {} : { Marker }) };
    const answer = await client.send(new ListPolicyVersionsCommand(input));
    return toPage(answer.Versions, answer);
  });
  const versions = listed.map(async ({ VersionId, CreateDate }) => {
    const versionId = present(VersionId, `a version id of ${policy.arn}`);
    return {
      versionId,
      document: await documentOf(source, policy, versionId),
      // GetPolicy and ListPolicyVersions may disagree just after a change; one answer must decide.
      isDefault: versionId === defaultVersionId,
      createdAt: isoOf(CreateDate),
    };
  });
  return Promise.all(versions);
}

async function documentOf(
  source: PolicySource,
  { arn, id }: { readonly arn: string; readonly id: string },
  versionId: string,
): Promise<PolicyDocument> {
  return source.documents.get(`${id} ${versionId}`, async () => {
    const { PolicyVersion } = await readIam(source, 'GetPolicyVersion', (client) =>
      client.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: versionId })),
    );
    return toDocument(PolicyVersion?.Document, `${arn} ${versionId}`);
  });
}

function isoOf(date: Date | undefined): string {
  return (date ?? new Date(0)).toISOString();
}
