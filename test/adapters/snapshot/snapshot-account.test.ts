import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  accountDirectoryOf,
  createMemoryAccount,
  createSnapshotAccount,
  openSnapshotFile,
} from '../../../src/adapters/snapshot/snapshot-account.ts';
import {
  aDocument,
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

describe('adapters/snapshot/snapshot-account', () => {
  describe('changing', () => {
    it.each(['/aws-service-role/ecs.amazonaws.com/', '/aws-reserved/sso.amazonaws.com/us-east-1/'])(
      'leaves the roles under %s to AWS',
      async (path) => {
        const account = accountWith({
          roles: [aRole('Reserved', { path })],
          policies: [aPolicy('P')],
        });
        const arn = aRoleArn('Reserved', path);

        const changes = [
          account.putInlinePolicy(arn, 'Fix', aDocument()),
          account.attachPolicy(arn, aPolicyArn('P')),
        ];

        for (const change of changes) {
          await expect(change).rejects.toMatchObject({ code: 'access-denied' });
        }
      },
    );

    it('leaves AWS managed policies to AWS, but attaches them', async () => {
      const arn = 'arn:aws:iam::aws:policy/Common';
      const account = accountWith({
        roles: [aRole('Orders')],
        policies: [aPolicy('Common', { awsManaged: true, documents: [aDocument(), aDocument()] })],
      });

      const changes = [
        account.createPolicyVersion(arn, aDocument()),
        account.setDefaultPolicyVersion(arn, 'v1'),
        account.deletePolicyVersion(arn, 'v1'),
        account.deletePolicy(arn),
        account.createPolicy('arn:aws:iam::aws:policy/Mine', aDocument()),
      ];

      for (const change of changes) {
        await expect(change).rejects.toMatchObject({ code: 'access-denied' });
      }
      await account.attachPolicy(aRoleArn('Orders'), arn);
      expect((await account.findManagedPolicy(arn))?.attachedTo).toEqual([aRoleArn('Orders')]);
    });

    it.each([
      { arn: 'arn:aws:iam::999999999999:policy/Elsewhere', code: 'access-denied' },
      { arn: aPolicyArn('Not a name'), code: 'malformed-policy' },
      { arn: aRoleArn('Orders'), code: 'malformed-policy' },
      { arn: aPolicyArn('ORDERS', '/other/'), code: 'already-exists' },
    ])('answers $code when told to create $arn', async ({ arn, code }) => {
      const account = accountWith({ policies: [aPolicy('Orders')] });

      await expect(account.createPolicy(arn, aDocument())).rejects.toMatchObject({ code });
    });

    it('does not delete a policy that is a boundary', async () => {
      const account = accountWith({
        roles: [aRole('Orders', { boundary: aPolicyArn('Limits') })],
        policies: [aPolicy('Limits')],
      });

      await expect(account.deletePolicy(aPolicyArn('Limits'))).rejects.toMatchObject({
        code: 'delete-conflict',
      });
    });

    it('gives created policies the injected id and time', async () => {
      const account = accountWith({ roles: [aRole('Orders')] });

      await account.createPolicy(aPolicyArn('New', '/app/'), aDocument());

      const policy = await account.findManagedPolicy(aPolicyArn('New', '/app/'));
      expect(policy).toMatchObject({ id: 'ANPANEWPOLICY', versions: [{ createdAt: NOW }] });
    });
  });

  describe('on disk', () => {
    let directory: string;
    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'rolemender-account-'));
    });
    afterEach(async () => rm(directory, { recursive: true }));

    const seed = () =>
      anAccount({
        roles: [aRole('Orders', { attached: [aPolicyArn('Orders')] })],
        users: [aUser('Deployer')],
        policies: [aPolicy('Orders', { documents: [aDocument(), aDocument('s3:PutObject')] })],
      });
    const open = () => createSnapshotAccount({ ...deps, directory: accountDirectoryOf(directory) });

    it('takes over a file and never writes to it', async () => {
      const file = join(directory, 'account.json');
      await writeFile(file, JSON.stringify(seed()));
      const before = await readFile(file, 'utf8');
      const account = open();

      expect(await account.importSnapshot({ file })).toBe('imported');
      await account.attachPolicy(aUserArn('Deployer'), aPolicyArn('Orders'));
      expect(await account.importSnapshot({ file })).toBe('kept');

      expect(await readFile(file, 'utf8')).toBe(before);
      expect((await open().findPrincipal(aUserArn('Deployer')))?.managed).toHaveLength(1);
    });

    it('exports what it imported, member for member', async () => {
      const account = open();
      await account.importSnapshot({ json: seed() });
    });

    it('exports changes in the shape of AWS, with counts and dates kept right', async () => {
      const account = open();
      await account.importSnapshot({ json: seed() });
      await account.attachPolicy(aUserArn('Deployer'), aPolicyArn('Orders'));
      await account.createPolicyVersion(aPolicyArn('Orders'), aDocument('s3:DeleteObject'));
      await account.setDefaultPolicyVersion(aPolicyArn('Orders'), 'v3');
      await account.putInlinePolicy(aRoleArn('Orders'), 'Fix', aDocument());

      const { Policies, RoleDetailList } = (await account.exportSnapshot()) as {
        Policies: unknown[];
        RoleDetailList: unknown[];
      };

      expect(Policies[0]).toMatchObject({
        AttachmentCount: 2,
        DefaultVersionId: 'v3',
        UpdateDate: NOW,
        RolemenderHighestVersion: 3,
        PolicyVersionList: [
          { VersionId: 'v3', IsDefaultVersion: true, CreateDate: NOW },
          { VersionId: 'v2', IsDefaultVersion: false },
          { VersionId: 'v1', IsDefaultVersion: false },
        ],
      });
      expect(RoleDetailList[0]).toMatchObject({
        RolePolicyList: [{ PolicyName: 'Fix', PolicyDocument: aDocument() }],
      });
    });

    it('remembers in an export which version ids are used up', async () => {
      const first = open();
      await first.importSnapshot({ json: seed() });
      await first.createPolicyVersion(aPolicyArn('Orders'), aDocument());
      await first.deletePolicyVersion(aPolicyArn('Orders'), 'v3');

      const second = createMemoryAccount(await first.exportSnapshot(), deps);

      expect(await second.createPolicyVersion(aPolicyArn('Orders'), aDocument())).toBe('v4');
    });

    it('does not give out again the id of the newest version of an imported policy', async () => {
      const account = createMemoryAccount(
        anAccount({
          policies: [
            aPolicy('P', { documents: [aDocument(), aDocument()], defaultVersionId: 'v1' }),
          ],
        }),
        deps,
      );

      await account.deletePolicyVersion(aPolicyArn('P'), 'v2');

      expect(await account.createPolicyVersion(aPolicyArn('P'), aDocument())).toBe('v3');
    });

    it('opens a file for reading, in UTF-8 or as PowerShell writes it', async () => {
      const [utf8, utf16] = [join(directory, 'utf8.json'), join(directory, 'utf16.json')];
      await writeFile(utf8, `\uFEFF${JSON.stringify(seed())}`);
      await writeFile(utf16, `\uFEFF${JSON.stringify(seed())}`, 'utf16le');

      for (const file of [utf8, utf16]) {
        const account = await openSnapshotFile(file);
        expect((await account.findPrincipal(aRoleArn('Orders')))?.managed[0]?.name).toBe('Orders');
        expect(account).not.toHaveProperty('createPolicyVersion');
      }
    });

    it('says what is wrong with a file', async () => {
      const missing = openSnapshotFile(join(directory, 'missing.json'));
      await expect(missing).rejects.toMatchObject({ code: 'not-found' });
      const broken = join(directory, 'broken.json');
      await writeFile(broken, '{"RoleDetailList": [');

      await expect(openSnapshotFile(broken)).rejects.toThrow(`${broken}: not JSON: `);
      await expect(openSnapshotFile(directory)).rejects.toMatchObject({
        code: 'invalid-data',
        message: `${directory}: it is a directory; name the file`,
      });
    });
  });
});
