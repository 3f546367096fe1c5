import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createMemoryAccount } from '../../../src/adapters/snapshot/snapshot-account.ts';
import { policySize } from '../../../src/domain/policy/policy-size.ts';
import {
  aDocument,
  aGroup,
  anAccount,
  aPolicy,
  aPolicyArn,
  aRole,
  aRoleArn,
  aUser,
  aUserArn,
} from '../../builders/an-account.ts';

const NOW = '2026-03-01T12:00:00.000Z';
const deps = {
  clock: { now: () => NOW, sleep: async () => undefined },
  newId: () => 'ANPANEWPOLICY',
};
const accountWith = (parts: Parameters<typeof anAccount>[0]) =>
  createMemoryAccount(anAccount(parts), deps);

describe('adapters/snapshot/read-account', () => {
  it('gathers every policy that decides about a role', async () => {
    const account = accountWith({
      roles: [
        aRole('Orders', {
          path: '/app/',
          attached: [aPolicyArn('Orders'), 'arn:aws:iam::aws:policy/Common'],
          inline: { Extra: aDocument('sqs:SendMessage', '*') },
          boundary: aPolicyArn('Limits'),
          tags: { team: 'orders', ['__proto__']: 'odd' },
        }),
      ],
      policies: [
        aPolicy('Orders'),
        aPolicy('Common', { awsManaged: true }),
        aPolicy('Limits', { documents: [aDocument('s3:*', '*')] }),
      ],
    });

    const role = await account.findPrincipal(aRoleArn('Orders', '/app/'));

    expect(role?.principal).toMatchObject({
      kind: 'role',
      name: 'Orders',
      path: '/app/',
      id: expect.stringMatching(/^AROA/),
    });
    expect(Object.entries(role?.principal.tags ?? {})).toEqual([
      ['team', 'orders'],
      ['__proto__', 'odd'],
    ]);
    expect(role?.managed.map(({ name, awsManaged }) => [name, awsManaged])).toEqual([
      ['Orders', false],
      ['Common', true],
    ]);
    expect(role?.inline).toEqual([
      {
        principalArn: aRoleArn('Orders', '/app/'),
        name: 'Extra',
        document: aDocument('sqs:SendMessage', '*'),
      },
    ]);
    expect(role?.boundary?.document).toEqual(aDocument('s3:*', '*'));
    expect(role?.boundary?.boundaryOf).toEqual([aRoleArn('Orders', '/app/')]);
  });

  it('finds a role by the ARN that a session tells, which has no path', async () => {
    const account = accountWith({ roles: [aRole('Orders', { path: '/app/eu/' })] });

    const role = await account.findPrincipal(aRoleArn('Orders'));

    expect(role?.principal.arn).toBe(aRoleArn('Orders', '/app/eu/'));
    expect(await account.findPrincipal(aRoleArn('Orders', '/app/'))).toBeUndefined();
    const elsewhere = 'arn:aws:iam::999999999999:role/Orders';
    expect(await account.findPrincipal(elsewhere)).toBeUndefined();
  });

  it('gives a user the policies of its groups', async () => {
    const account = accountWith({
      users: [aUser('Deployer', { groups: ['Operators'] })],
      groups: [
        aGroup('Operators', { attached: [aPolicyArn('Look')], inline: { Own: aDocument() } }),
        aGroup('Others', { attached: [aPolicyArn('Look')] }),
      ],
      policies: [aPolicy('Look')],
    });

    const user = await account.findPrincipal(aUserArn('Deployer'));

    expect(user?.groups).toHaveLength(1);
    expect(user?.groups[0]?.managed[0]?.name).toBe('Look');
    expect(user?.groups[0]?.inline[0]?.name).toBe('Own');
    expect(user?.groups[0]?.managed[0]?.attachedTo).toHaveLength(2);
  });

  it('does without the members that an ARN tells as well', async () => {
    const { PolicyId, PolicyName: _, Path: __, ...policy } = aPolicy('Orders', { path: '/app/' });
    const { RoleId: ___, Path: ____, ...role } = aRole('Orders', { path: '/app/' });
    const account = accountWith({ roles: [role], policies: [policy] });
    const arn = aPolicyArn('Orders', '/app/');

    const before = await account.findManagedPolicy(arn);
    await account.deletePolicy(arn);
    await account.createPolicy(arn, aDocument());

    expect(PolicyId).toBeDefined();
    expect(before).toMatchObject({ name: 'Orders', path: '/app/', id: arn });
    expect((await account.findManagedPolicy(arn))?.id).toBe('ANPANEWPOLICY');
    expect((await account.findPrincipal(aRoleArn('Orders')))?.principal.path).toBe('/app/');
  });

  it('writes dates as ISO 8601 UTC', async () => {
    const account = accountWith({ policies: [aPolicy('Orders')] });

    const policy = await account.findManagedPolicy(aPolicyArn('Orders'));

    expect(policy?.versions[0]?.createdAt).toBe('2026-01-10T08:00:00.000Z');
  });

  it.each([
    {
      what: 'an attached policy',
      role: aRole('Orders', { attached: ['arn:aws:iam::aws:policy/Common'] }),
      named: 'arn:aws:iam::aws:policy/Common',
    },
    {
      what: 'the boundary',
      role: aRole('Orders', { boundary: aPolicyArn('Limits') }),
      named: aPolicyArn('Limits'),
    },
    {
      what: 'a readable inline document',
      role: aRole('Orders', { inline: { Odd: { Statement: [{ Effect: 'Allow' }] } } }),
      named: 'the inline policy Odd',
    },
  ])('fails closed where the snapshot lacks $what', async ({ role, named }) => {
    const account = accountWith({ roles: [role] });

    const read = account.findPrincipal(aRoleArn('Orders'));

    await expect(read).rejects.toMatchObject({ code: 'invalid-data' });
    await expect(read).rejects.toThrow(named);
  });

  it('fails closed for a user whose group is not in the snapshot', async () => {
    const account = accountWith({ users: [aUser('Deployer', { groups: ['Operators'] })] });

    await expect(account.findPrincipal(aUserArn('Deployer'))).rejects.toThrow(
      'the group Operators',
    );
  });

  it('does not call a policy absent that is only missing from the snapshot', async () => {
    const account = accountWith({ roles: [aRole('A', { attached: [aPolicyArn('Attached')] })] });

    for (const arn of [aPolicyArn('Attached'), 'arn:aws:iam::aws:policy/Unheard']) {
      await expect(account.findManagedPolicy(arn)).rejects.toMatchObject({
        code: 'invalid-data',
      });
    }
    expect(await account.findManagedPolicy(aPolicyArn('Nowhere'))).toBeUndefined();
  });

  it('fails closed when the default version is not in the snapshot', async () => {
    const account = accountWith({ policies: [aPolicy('Orders', { defaultVersionId: 'v9' })] });

    await expect(account.findManagedPolicy(aPolicyArn('Orders'))).rejects.toThrow(
      'default version',
    );
  });

  describe('the sample accounts', () => {
    const sample = (name: string) => {
      const path = new URL(`../../fixtures/accounts/${name}.json`, import.meta.url);
      return JSON.parse(readFileSync(path, 'utf8')) as {
        RoleDetailList: { Arn: string }[];
        UserDetailList: { Arn: string }[];
      };
    };

    it.each(['video-platform', 'small-team'])('%s can be read whole', async (name) => {
      const json = sample(name);
      const account = createMemoryAccount(json, deps);

      for (const { Arn } of [...json.RoleDetailList, ...json.UserDetailList]) {
        expect((await account.findPrincipal(Arn))?.principal.arn).toBe(Arn);
      }
      expect((await account.listCustomerManagedPolicies('any')).length).toBeGreaterThan(2);
    });

    it('holds the faults that its README names', async () => {
      const account = createMemoryAccount(sample('video-platform'), deps);
      const find = async (name: string) =>
        account.findManagedPolicy(`arn:aws:iam::111122223333:policy/service/${name}`);

      const catalog = await find('VideoCatalogTaskPolicy');
      expect(catalog?.versions.map(({ versionId }) => versionId)).toEqual([
        'v7',
        'v6',
        'v5',
        'v4',
        'v3',
      ]);
      expect((await find('VideoSharedMediaAccess'))?.attachedTo).toHaveLength(3);
      const recommender = await find('VideoRecommenderTaskPolicy');
      const size = recommender === undefined ? 0 : policySize(recommender.document);
      expect(size).toBeGreaterThan(6000);
      expect(size).toBeLessThan(6144);
    });
  });
});
