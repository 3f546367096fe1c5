import { afterEach, describe, expect, it } from '@jest/globals';
import { createIamAccountReader } from '../../../../src/adapters/aws/iam/iam-account-reader.ts';
import { createIamClient } from '../../../../src/adapters/aws/iam/iam-caller.ts';
import { createPace } from '../../../../src/adapters/aws/pace.ts';
import { aClock } from '../../../builders/a-local-app.ts';
import { aDocument, aPolicyArn, aRoleArn } from '../../../builders/an-account.ts';
import {
  type AwsAnswer,
  type AwsCall,
  anXml,
  anXmlError,
  type FakeAws,
  startFakeAws,
  towards,
} from '../../../builders/fake-aws.ts';

const ARN = aRoleArn('orders-task', '/app/');
const POLICY = aPolicyArn('orders', '/app/');
const encoded = encodeURIComponent(JSON.stringify(aDocument()));

/** A role in `/app/` with one inline and one managed policy, which another role holds too. */
const ANSWERS: Readonly<Record<string, (call: AwsCall) => AwsAnswer>> = {
  GetRole: () =>
    anXml('GetRole', {
      Role: {
        RoleName: 'orders-task',
        RoleId: 'AROAORDERS',
        Arn: ARN,
        Path: '/app/',
        CreateDate: '2026-01-10T08:00:00Z',
        Tags: [{ Key: '__proto__', Value: 'x' }],
        PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/PowerUserAccess' },
      },
    }),
  ListAttachedRolePolicies: ({ input }) =>
    input['Marker'] === 'two'
      ? anXml('ListAttachedRolePolicies', {
          AttachedPolicies: [{ PolicyName: 'orders', PolicyArn: POLICY }],
          IsTruncated: false,
        })
      : anXml('ListAttachedRolePolicies', {
          AttachedPolicies: [],
          IsTruncated: true,
          Marker: 'two',
        }),
  ListRolePolicies: () => anXml('ListRolePolicies', { PolicyNames: ['own'], IsTruncated: false }),
  GetRolePolicy: () =>
    anXml('GetRolePolicy', {
      RoleName: 'orders-task',
      PolicyName: 'own',
      PolicyDocument: encoded,
    }),
  GetPolicy: ({ input }) =>
    anXml('GetPolicy', {
      Policy: {
        Arn: input['PolicyArn'],
        PolicyId: input['PolicyArn'] === POLICY ? 'ANPAORDERS' : 'ANPAPOWER',
        DefaultVersionId: 'v2',
        PermissionsBoundaryUsageCount: 0,
      },
    }),
  ListPolicyVersions: () =>
    anXml('ListPolicyVersions', {
      Versions: [
        // What GetPolicy calls the default is the default: the two may disagree for a moment.
        { VersionId: 'v3', IsDefaultVersion: true, CreateDate: '2026-01-12T08:00:00Z' },
        { VersionId: 'v2', IsDefaultVersion: false, CreateDate: '2026-01-11T08:00:00Z' },
      ],
      IsTruncated: false,
    }),
  GetPolicyVersion: ({ input }) =>
    anXml('GetPolicyVersion', {
      PolicyVersion: { VersionId: input['VersionId'], Document: encoded },
    }),
  ListEntitiesForPolicy: () =>
    anXml('ListEntitiesForPolicy', {
      PolicyRoles: [
        { RoleName: 'orders-task', RoleId: 'AROAORDERS' },
        { RoleName: 'stock-task', RoleId: 'AROASTOCK' },
      ],
      IsTruncated: false,
    }),
};

describe('adapters/aws/iam/iam-account-reader', () => {
  let aws: FakeAws | undefined;
  afterEach(() => aws?.stop());

  async function readerWith(changes: Readonly<Record<string, (call: AwsCall) => AwsAnswer>> = {}) {
    const answers = { ...ANSWERS, ...changes };
    aws = await startFakeAws((call) => answers[call.operation]?.(call) ?? anXmlError('Unknown'));
    return createIamAccountReader({
      client: createIamClient(towards(aws)),
      pace: createPace(aClock()),
    });
  }
  const countOf = (operation: string) =>
    aws?.calls.filter((call) => call.operation === operation).length;

  it('reads a role whole, by its name where the path is not known', async () => {
    const reader = await readerWith();
    const role = await reader.findPrincipal(aRoleArn('orders-task'));
    expect(role).toMatchObject({
      principal: { kind: 'role', arn: ARN, id: 'AROAORDERS', name: 'orders-task', path: '/app/' },
      inline: [{ principalArn: ARN, name: 'own', document: aDocument() }],
      managed: [
        {
          arn: POLICY,
          id: 'ANPAORDERS',
          path: '/app/',
          defaultVersionId: 'v2',
          document: aDocument(),
          attachedTo: [ARN, aRoleArn('stock-task')],
          boundaryOf: [],
          versions: [
            { versionId: 'v3', isDefault: false, createdAt: '2026-01-12T08:00:00.000Z' },
            { versionId: 'v2', isDefault: true },
          ],
        },
      ],
      boundary: { awsManaged: true, versions: [{ versionId: 'v2', isDefault: true }] },
    });
    expect(Object.getPrototypeOf(role?.principal.tags)).toBeNull();
  });

  it('does not take a role of the same name in another path for it', async () => {
    const reader = await readerWith();
    expect(await reader.findPrincipal(aRoleArn('orders-task', '/other/'))).toBeUndefined();
  });

  it("reads of AWS's own policies only the version that counts, and no holders", async () => {
    const reader = await readerWith();
    await reader.findManagedPolicy('arn:aws:iam::aws:policy/PowerUserAccess');
    expect(aws?.calls.map(({ operation }) => operation)).toEqual(['GetPolicy', 'GetPolicyVersion']);
  });

  it('fetches a version once, whose document IAM never changes', async () => {
    const reader = await readerWith();
    await reader.findManagedPolicy(POLICY);
    await reader.findManagedPolicy(POLICY);
    expect(countOf('GetPolicyVersion')).toBe(2);
    expect(countOf('GetPolicy')).toBe(2);
  });

  it.each<[string, Readonly<Record<string, (call: AwsCall) => AwsAnswer>>]>([
    [
      'an inline policy that went away while it was read',
      { GetRolePolicy: () => anXmlError('NoSuchEntity', 404) },
    ],
    [
      'a document that is no policy',
      { GetRolePolicy: () => anXml('GetRolePolicy', { PolicyDocument: '%7B%7D' }) },
    ],
    [
      'a document in broken encoding',
      {
        GetPolicyVersion: () =>
          anXml('GetPolicyVersion', { PolicyVersion: { Document: '%E0%A4%A' } }),
      },
    ],
    [
      'no document',
      { GetPolicyVersion: () => anXml('GetPolicyVersion', { PolicyVersion: { VersionId: 'v2' } }) },
    ],
    [
      'no unique id',
      { GetRole: () => anXml('GetRole', { Role: { RoleName: 'orders-task', Arn: ARN } }) },
    ],
    [
      'a default version that is not listed',
      {
        ListPolicyVersions: () => anXml('ListPolicyVersions', { Versions: [], IsTruncated: false }),
      },
    ],
    ['an attached policy that is gone', { GetPolicy: () => anXmlError('NoSuchEntity', 404) }],
  ])('is a fault and never an empty policy: %s', async (_name, changes) => {
    const reader = await readerWith(changes);
    await expect(reader.findPrincipal(ARN)).rejects.toMatchObject({ name: 'AppError' });
  });

  it('looks a second time when something went away between two of its reads', async () => {
    let isGone = true;
    const reader = await readerWith({
      GetRolePolicy: (call) => {
        const answer = isGone ? anXmlError('NoSuchEntity', 404) : ANSWERS['GetRolePolicy']!(call);
        isGone = false;
        return answer;
      },
    });
    expect((await reader.findPrincipal(ARN))?.inline).toHaveLength(1);
  });

  it('asks who is bounded by a policy that is a boundary', async () => {
    const reader = await readerWith({
      GetPolicy: () =>
        anXml('GetPolicy', {
          Policy: {
            PolicyId: 'ANPAORDERS',
            DefaultVersionId: 'v2',
            PermissionsBoundaryUsageCount: 2,
          },
        }),
    });
    const policy = await reader.findManagedPolicy(POLICY);
    expect(policy?.boundaryOf).toEqual([aRoleArn('orders-task'), aRoleArn('stock-task')]);
    const filters = aws?.calls.flatMap(({ input }) => input['PolicyUsageFilter'] ?? []);
    expect(filters).toEqual(expect.arrayContaining(['PermissionsPolicy', 'PermissionsBoundary']));
  });

  it('knows the quotas that the account has raised, and the documented ones', async () => {
    const entry = { entry: { key: 'AttachedPoliciesPerRoleQuota', value: 20 } };
    const reader = await readerWith({
      GetAccountSummary: () => anXml('GetAccountSummary', { SummaryMap: entry }),
    });
    expect(await reader.quotas('any')).toMatchObject({
      attachedPoliciesPerRole: 20,
      managedPolicySize: 6144,
    });
  });

  it('lists the policies of an account from its export, with every holder', async () => {
    const detail = (name: string) => ({
      PolicyName: name,
      PolicyId: `ANPA${name}`,
      Arn: aPolicyArn(name),
      DefaultVersionId: 'v1',
      PolicyVersionList: [
        { VersionId: 'v1', Document: encoded, CreateDate: '2026-01-10T08:00:00Z' },
      ],
    });
    const reader = await readerWith({
      GetAccountAuthorizationDetails: ({ input }) =>
        anXml(
          'GetAccountAuthorizationDetails',
          input['Marker'] === 'two'
            ? {
                RoleDetailList: [
                  {
                    Arn: ARN,
                    AttachedManagedPolicies: [{ PolicyArn: aPolicyArn('a') }],
                    PermissionsBoundary: { PermissionsBoundaryArn: aPolicyArn('b') },
                  },
                ],
                IsTruncated: false,
              }
            : { Policies: [detail('b'), detail('a')], IsTruncated: true, Marker: 'two' },
        ),
    });
    const policies = await reader.listCustomerManagedPolicies('any');
    expect(
      policies.map(({ id, attachedTo, boundaryOf }) => ({ id, attachedTo, boundaryOf })),
    ).toEqual([
      { id: 'ANPAa', attachedTo: [ARN], boundaryOf: [] },
      { id: 'ANPAb', attachedTo: [], boundaryOf: [ARN] },
    ]);
  });
});
