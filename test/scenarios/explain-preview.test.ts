import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { runCli } from '../../src/cli/run-cli.ts';
import { anIo } from '../builders/an-io.ts';

const SNAPSHOT = 'test/fixtures/accounts/video-platform.json';

type Role = { readonly Arn: string; readonly RoleName: string };
const account = JSON.parse(readFileSync(SNAPSHOT, 'utf8')) as {
  readonly RoleDetailList: readonly Role[];
};

const messageOf = (roleName: string, accountId: string) =>
  `User: arn:aws:sts::${accountId}:assumed-role/${roleName}/0a1b2c3d4e5f60718293a4b5c6d7e8f9 is not authorized to perform: dynamodb:DescribeTable on resource: arn:aws:dynamodb:us-east-1:${accountId}:table/zzz because no identity-based policy allows the dynamodb:DescribeTable action`;

describe('scenarios/explain-preview', () => {
  const role = account.RoleDetailList.find(({ Arn }) => !Arn.includes('aws-service-role'))!;
  const accountId = role.Arn.split(':')[4]!;

  it('names the policy of the account that would change, and shows the difference', async () => {
    const { io, stdout } = anIo({ stdin: messageOf(role.RoleName, accountId) });

    expect(await runCli(['explain', '--json', '--snapshot', SNAPSHOT, '-'], io)).toBe(0);

    const { policies } = JSON.parse(stdout()) as { policies: readonly Record<string, unknown>[] };
    expect(policies).toMatchObject([{ principalArn: role.Arn, outcome: 'merged' }]);
    expect(policies[0]?.['diff']).toContain('dynamodb:DescribeTable');
  });

  it('says when the principal is not in the account', async () => {
    const { io, stdout } = anIo({ stdin: messageOf('nobody', accountId) });

    expect(await runCli(['explain', '--snapshot', SNAPSHOT, '-'], io)).toBe(0);

    expect(stdout()).toContain('the role or user is not in this account');
  });

  it.each([
    ['--snapshot', 'package.json'],
    ['--snapshot', 'missing.json'],
    ['--policy', 'package.json'],
    ['--policy', 'missing.json'],
    ['--policy', 'README.md'],
  ])('refuses %s %s with one line and exit code 2', async (option, file) => {
    const { io, stdout, stderr } = anIo({ stdin: messageOf(role.RoleName, accountId) });

    expect(await runCli(['explain', option, file, '-'], io)).toBe(2);

    expect(stdout()).toBe('');
    expect(stderr()).toMatch(/^rolemender: .*\n$/);
  });
});
