import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createAwsAccounts } from '../../../../src/adapters/aws/accounts/aws-accounts.ts';
import { aClock } from '../../../builders/a-local-app.ts';
import { aDocument } from '../../../builders/an-account.ts';
import {
  anXml,
  anXmlError,
  type AwsCall,
  type FakeAws,
  startFakeAws,
  towards,
} from '../../../builders/fake-aws.ts';

const HUB = '999988887777';
const SPOKE = '111122223333';
const READ_ONLY = '444455556666';
const spokeRole = (name: string, account = SPOKE) =>
  `arn:aws:iam::${account}:role/rolemender/${name}`;
const roleOf = (account: string) => `arn:aws:iam::${account}:role/orders-task`;
const policyOf = (account: string) => `arn:aws:iam::${account}:policy/rolemender/orders-task`;

/** Whose credentials signed a call: the key id in the signature. */
function signerOf({ headers }: AwsCall): string | undefined {
  return /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1];
}

describe('adapters/aws/accounts/aws-accounts', () => {
  let aws: FakeAws;
  let trusts: boolean;
  beforeEach(async () => {
    trusts = true;
    aws = await startFakeAws(({ operation, input }) => {
      if (operation !== 'AssumeRole')
        return operation.startsWith('Get') || operation.startsWith('List')
          ? anXmlError('NoSuchEntity', 404)
          : anXml(operation);
      if (!trusts && String(input['RoleArn']).includes(SPOKE))
        return anXmlError('AccessDenied', 403);
      const AccessKeyId = `OF-${String(input['RoleArn']).replaceAll(/[^a-z0-9]/g, '-')}`;
      const Expiration = '2036-01-01T00:00:00Z';
      return anXml('AssumeRole', {
        Credentials: { AccessKeyId, SecretAccessKey: 's', SessionToken: 't', Expiration },
      });
    });
  });
  afterEach(() => aws.stop());

  const accounts = () =>
    createAwsAccounts({
      ...towards(aws),
      externalId: 'deployment-7',
      clock: aClock(),
      accounts: [
        { id: HUB, spokeRoles: null },
        {
          id: SPOKE,
          spokeRoles: {
            reader: spokeRole('reader'),
            applier: spokeRole('applier'),
            pruner: spokeRole('pruner'),
          },
        },
        { id: READ_ONLY, spokeRoles: { reader: spokeRole('reader', READ_ONLY), applier: null } },
      ],
    });
  const signers = () =>
    aws.calls.filter(({ operation }) => operation !== 'AssumeRole').map(signerOf);

  it("reads the hub's own account with the function's credentials", async () => {
    const { reader } = accounts();
    await reader.findPrincipal(roleOf(HUB));
    expect(signers()).toEqual(['AKIATEST']);
    expect(aws.calls).toHaveLength(1);
  });

  it('reads a spoke with a session of its reader, one for all calls', async () => {
    const { reader } = accounts();
    await reader.findPrincipal(roleOf(SPOKE));
    await reader.findManagedPolicy(policyOf(SPOKE));
    await reader.findInlinePolicy(roleOf(SPOKE), 'own');
    expect(new Set(signers())).toEqual(
      new Set([`OF-arn-aws-iam--${SPOKE}-role-rolemender-reader`]),
    );
    expect(aws.calls.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(1);
  });

  it("reads AWS's own policies in the hub", async () => {
    await accounts().reader.findManagedPolicy('arn:aws:iam::aws:policy/ReadOnlyAccess');
    expect(signers()).toEqual(['AKIATEST']);
  });

  it.each([
    '123456789012',
    'arn:aws:iam::123456789012:role/x',
    'arn:aws:iam:::role/x',
    '',
    'hub',
    '__proto__',
  ])('calls nobody about %j, which is not in the list', async (unlisted) => {
    const { reader, simulator, writerFor, pruner, readerOptions } = accounts();
    const refused = { code: 'account-unreachable' };
    await expect(reader.findPrincipal(unlisted)).rejects.toMatchObject(refused);
    await expect(reader.findManagedPolicy(unlisted)).rejects.toMatchObject(refused);
    await expect(reader.findInlinePolicy(unlisted, 'x')).rejects.toMatchObject(refused);
    await expect(reader.quotas(unlisted)).rejects.toMatchObject(refused);
    await expect(reader.listCustomerManagedPolicies(unlisted)).rejects.toMatchObject(refused);
    await expect(simulator.simulate(unlisted, [])).rejects.toMatchObject(refused);
    await expect(pruner.deletePolicyVersion(unlisted, 'v1')).rejects.toMatchObject(refused);
    const writer = writerFor({ id: 'p-1', principalArn: unlisted, policyArn: null });
    await expect(writer.deletePolicy(unlisted)).rejects.toMatchObject(refused);
    expect(() => readerOptions(unlisted)).toThrow('is not in the configuration');
    expect(aws.calls).toEqual([]);
  });

  it('writes a spoke with a session that names the change and reaches one role and one policy', async () => {
    const scope = { id: 'p-abc', principalArn: roleOf(SPOKE), policyArn: policyOf(SPOKE) };
    await accounts().writerFor(scope).createPolicy(policyOf(SPOKE), aDocument());
    const [session, write] = aws.calls;
    expect(session?.input).toMatchObject({
      RoleArn: spokeRole('applier'),
      RoleSessionName: 'rolemender-p-abc',
      DurationSeconds: '900',
      ExternalId: 'deployment-7',
    });
    const policy = JSON.parse(String(session?.input['Policy'])) as {
      Statement: { Resource: string }[];
    };
    expect(policy.Statement.map(({ Resource }) => Resource)).toEqual([
      policyOf(SPOKE),
      roleOf(SPOKE),
    ]);
    expect(write?.operation).toBe('CreatePolicy');
    expect(signerOf(write!)).toContain('applier');
  });

  it('deletes versions with the pruner’s role, one policy a session', async () => {
    await accounts().pruner.deletePolicyVersion(policyOf(SPOKE), 'v1');
    expect(aws.calls[0]?.input).toMatchObject({ RoleArn: spokeRole('pruner') });
    expect(String(aws.calls[0]?.input['Policy'])).toContain(policyOf(SPOKE));
  });

  it('fails to write, and not before, where the account gives no applier', async () => {
    const scope = { id: 'p-abc', principalArn: roleOf(READ_ONLY), policyArn: null };
    const writer = accounts().writerFor(scope);
    await expect(
      writer.putInlinePolicy(roleOf(READ_ONLY), 'own', aDocument()),
    ).rejects.toMatchObject({
      code: 'account-unreachable',
      message: `the account ${READ_ONLY} gives no applier role`,
    });
    expect(aws.calls).toEqual([]);
  });

  it('row 32: an account that lets us in no more does not stop the others', async () => {
    trusts = false;
    const { reader } = accounts();
    await expect(reader.findPrincipal(roleOf(SPOKE))).rejects.toMatchObject({
      code: 'account-unreachable',
      context: { account: SPOKE },
    });
    expect(await reader.findPrincipal(roleOf(READ_ONLY))).toBeUndefined();
    expect(await reader.findPrincipal(roleOf(HUB))).toBeUndefined();
    trusts = true;
    expect(await reader.findPrincipal(roleOf(SPOKE))).toBeUndefined();
  });

  it('row 26: paces each account by itself', async () => {
    const clock = aClock();
    const slow = { read: { perSecond: 1, burst: 1 }, write: { perSecond: 1, burst: 1 } };
    const { reader } = createAwsAccounts({
      ...towards(aws),
      externalId: null,
      clock,
      rates: slow,
      accounts: [
        { id: HUB },
        { id: READ_ONLY, spokeRoles: { reader: spokeRole('reader', READ_ONLY) } },
      ],
    });
    const start = Date.parse(clock.now());
    await reader.findPrincipal(roleOf(HUB));
    await reader.findPrincipal(roleOf(READ_ONLY));
    expect(Date.parse(clock.now())).toBe(start);
    await reader.findPrincipal(roleOf(HUB));
    expect(Date.parse(clock.now()) - start).toBe(1000);
  });
});
