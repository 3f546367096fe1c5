import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runCli } from '../../../src/cli/run-cli.ts';
import { aFolder, aGitRepository, git, GIT_ENV } from '../../builders/a-git-repository.ts';
import { anIo } from '../../builders/an-io.ts';

const MESSAGE = aMessage('s3:GetObject', 'arn:aws:s3:::media/a.png');

function aMessage(action: string, resource: string, role = 'orders-api'): string {
  return `User: arn:aws:sts::111122223333:assumed-role/${role}/s is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action\n`;
}

function aDocument(...statements: readonly object[]): string {
  return `${JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)}\n`;
}

const LIST = { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: 'arn:aws:s3:::media' };
const FILES = { 'iam/orders-api.json': aDocument(LIST) };

async function fix(root: string, stdin: string, ...options: readonly string[]) {
  const { io, stdout, stderr } = anIo({ stdin });
  const env = { ...GIT_ENV };
  const code = await runCli(['fix', '--repo', root, ...options, '-'], { ...io, env });
  return { code, stdout: stdout(), stderr: stderr() };
}

describe('cli/commands/fix', () => {
  it('prints the difference and leaves the files', async () => {
    const root = aFolder(FILES);

    const { code, stdout } = await fix(root, MESSAGE);

    expect(stdout).toContain('--- a/iam/orders-api.json\n+++ b/iam/orders-api.json\n@@');
    expect(stdout).toContain('+        "s3:GetObject"');
    expect(stdout).toContain('role/orders-api: to be edited: iam/orders-api.json:1');
    expect(code).toBe(0);
    expect(readFileSync(join(root, 'iam/orders-api.json'), 'utf8')).toBe(aDocument(LIST));
  });

  it('edits the files with --write, and finds it there the second time', async () => {
    const root = aFolder(FILES);

    const first = await fix(root, MESSAGE, '--write');
    const second = await fix(root, MESSAGE, '--write');

    expect(first.stdout).toContain(': edited: iam/orders-api.json:1');
    expect(second.stdout).toBe(
      'arn:aws:iam::111122223333:role/orders-api: iam/orders-api.json:1 grants it already: it is not deployed, or something else denies it\n',
    );
    expect([first.code, second.code]).toEqual([0, 0]);
  });

  it('prints a difference that git applies to exactly the same text', async () => {
    const text = aDocument(LIST).trimEnd();
    const root = aGitRepository({ 'iam/orders-api.json': text });
    const { stdout } = await fix(root, MESSAGE);
    writeFileSync(join(root, 'p.patch'), stdout);
    git(root, 'apply', 'p.patch');
    const applied = readFileSync(join(root, 'iam/orders-api.json'), 'utf8');
    git(root, 'checkout', '--quiet', '.');

    await fix(root, MESSAGE, '--write');

    expect(applied).toBe(readFileSync(join(root, 'iam/orders-api.json'), 'utf8'));
    expect(applied).not.toBe(text);
  });

  it('commits with --branch and leaves the files', async () => {
    const root = aGitRepository(FILES);

    const { code, stdout } = await fix(root, MESSAGE, '--branch', 'fix/orders-api');

    expect(stdout).toMatch(/Committed to branch fix\/orders-api as [0-9a-f]{12}\.\n$/);
    expect(git(root, 'diff', '--name-only', 'main', 'fix/orders-api')).toBe('iam/orders-api.json');
    expect(git(root, 'log', '-1', '--format=%B', 'fix/orders-api')).toBe(
      'fix: allow orders-api what AWS denied\n\nLeast-privilege statements by rolemender.\n\n- orders-api: s3:GetObject',
    );
    expect([code, git(root, 'status', '--porcelain')]).toEqual([0, '']);
  });

  it('edits the policy that is named, wherever it is', async () => {
    const root = aFolder({ 'a/x.json': aDocument(LIST), 'b/x.json': aDocument(LIST) });

    const { stdout } = await fix(root, MESSAGE, '--policy', './b/x.json');

    expect(stdout).toContain('--- a/b/x.json\n');
    expect(stdout).not.toContain('a/a/x.json');
  });

  it('puts the changes of several roles and denials into their files at once', async () => {
    const root = aFolder({ ...FILES, 'iam/reports.json': aDocument(LIST) });
    const denials =
      MESSAGE +
      aMessage('dynamodb:Scan', 'arn:aws:dynamodb:eu-west-1:111122223333:table/t') +
      aMessage('s3:GetObject', 'arn:aws:s3:::media/b.png', 'reports');

    const { code, stdout } = await fix(root, denials, '--json');
    const { fixes, files } = JSON.parse(stdout) as {
      readonly fixes: readonly { readonly outcome: { readonly kind: string } }[];
      readonly files: readonly { readonly path: string }[];
    };

    expect(code).toBe(0);
    expect(fixes.map(({ outcome }) => outcome.kind)).toEqual(['edited', 'edited']);
    expect(files.map(({ path }) => path)).toEqual(['iam/orders-api.json', 'iam/reports.json']);
  });

  it('tells of a policy that is nowhere, with what to paste', async () => {
    const { code, stdout } = await fix(aFolder({}), MESSAGE);

    expect(stdout).toContain('its policy is not in this repository; name the file with --policy');
    expect(stdout).toContain('"s3:GetObject"');
    expect(code).toBe(5);
  });

  it('tells the place and the reason of a policy that it does not edit', async () => {
    const denied = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
    const { code, stdout } = await fix(
      aFolder({ 'iam/orders-api.json': aDocument(LIST, denied) }),
      MESSAGE,
    );

    expect(stdout).toContain(
      'iam/orders-api.json:11 is not edited: a Deny of the same policy covers the request',
    );
    expect(code).toBe(5);
  });

  it('refuses what a guardrail refuses, alone or with what the file allows already', async () => {
    const held = ['iam:PassRole', 'lambda:CreateFunction'];
    const root = aFolder({
      'iam/orders-api.json': aDocument({ Effect: 'Allow', Action: held, Resource: '*' }),
    });
    const invoke = aMessage(
      'lambda:InvokeFunction',
      'arn:aws:lambda:eu-west-1:111122223333:function:f',
    );

    const alone = await fix(
      root,
      aMessage('iam:PutRolePolicy', 'arn:aws:iam::111122223333:role/r'),
    );
    const together = await fix(root, invoke);

    expect(alone.code).toBe(4);
    expect(together.stdout).toContain('is not edited: together with what the principal holds');
    expect(together.code).toBe(4);
  });

  it('answers a denial that no Allow cures as explain does', async () => {
    const text = MESSAGE.replace(
      'no identity-based policy allows the s3:GetObject action',
      'of an explicit deny in a service control policy',
    ).replace('because of', 'with');

    const { code, stdout } = await fix(aFolder(FILES), text);

    expect(code).toBe(3);
    expect(stdout).toContain('no fix:');
  });

  it.each([
    [['--write', '--branch', 'b'], '--write and --branch do not go together'],
    [['--policy', '#x'], '--policy names no file'],
  ])('refuses %j', async (options, words) => {
    const { code, stderr } = await fix(aFolder({}), MESSAGE, ...options);

    expect({ code, stderr }).toEqual({ code: 2, stderr: `rolemender: ${words}\n` });
  });

  it('says that the repository is no folder', async () => {
    const { code, stderr } = await fix(join(aFolder({}), 'gone'), MESSAGE);

    expect(code).toBe(2);
    expect(stderr).toMatch(/gone: no folder\n$/);
  });
});
