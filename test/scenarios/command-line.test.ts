import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DEMO_ACCOUNT } from '../../src/compose/demo/demo.ts';
import { toRecord } from '../../src/compose/demo/records.ts';
import { aDeniedCall } from '../builders/a-denied-call.ts';
import { run } from '../builders/a-terminal.ts';

type Json = Record<string, unknown>;

// The whole way of a denial with nothing but the command line.
describe('scenarios/command-line', () => {
  let folder: string;
  let data: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rolemender-'));
    data = join(folder, 'data');
    await writeFile(join(folder, 'account.json'), JSON.stringify(DEMO_ACCOUNT));
    const records = ['Scan', 'Query'].map((operation, n) =>
      JSON.stringify(toRecord(aDeniedCall({ operation }), n)),
    );
    await writeFile(join(folder, 'denials.jsonl'), records.join('\n'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function feed() {
    const from = ['--from', join(folder, 'denials.jsonl')];
    const snapshot = ['--snapshot', join(folder, 'account.json')];
    return run(['findings', '--data', data, ...snapshot, ...from]);
  }

  async function offered(): Promise<{ id: string; digest: string; findingId: string }> {
    const { stdout } = await run(['findings', '--data', data, '--json']);
    const [finding] = (JSON.parse(stdout) as { findings: Json[] }).findings;
    const shown = await run(['show', String(finding?.['id']), '--data', data, '--json']);
    const [proposal] = (JSON.parse(shown.stdout) as { proposals: Json[] }).proposals;
    return {
      id: String(proposal?.['id']),
      digest: String(proposal?.['digest']),
      findingId: String(finding?.['id']),
    };
  }

  it('lists what was denied, one line a finding', async () => {
    const { code, stdout, stderr } = await feed();
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: '2 records: 2 denials, 0 seen before, 0 not denials, 0 unreadable\n',
    });
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^ID\s+STATE\s+SEEN\s+LAST SEEN\s+WHO\s+WHAT\s+RESOURCE$/);
    expect(lines[1]).toMatch(
      /^f-\w+-\w+ {2}proposed {2}1× .* VideoCatalogTaskRole .* dynamodb:Query/,
    );
  });

  it('feeds the same file twice without counting twice', async () => {
    await feed();
    expect((await feed()).stderr).toContain('0 denials, 2 seen before');
  });

  it('shows the answer first, then exactly what approving does and how to approve', async () => {
    await feed();
    const { findingId, id, digest } = await offered();
    const { stdout } = await run(['show', findingId, '--data', data]);
    expect(stdout.split('\n')[0]).toBe(
      'role VideoCatalogTaskRole cannot dynamodb:Query on arn:aws:dynamodb:us-west-2:111122223333:table/video-jobs: no policy of its own allows it.',
    );
    expect(stdout).toContain(
      'If five versions are stored by then, v3 is deleted to make room; its document is kept.',
    );
    expect(stdout).toContain('+        "dynamodb:Query"');
    expect(stdout).toContain(`rolemender approve ${id} --digest ${digest.slice(0, 12)}`);
  });

  it('does not approve without a digest, and says which command shows it', async () => {
    await feed();
    const { id, digest } = await offered();
    const { code, stderr } = await run(['approve', id, '--data', data]);
    expect(code).toBe(2);
    expect(stderr).toContain(`--digest ${digest.slice(0, 12)}`);
  });

  it('does not approve another change than the one that was looked at', async () => {
    await feed();
    const { id } = await offered();
    const { code, stderr } = await run(['approve', id, '--data', data, '--digest', 'f'.repeat(64)]);
    expect(code).toBe(4);
    expect(stderr).toBe(
      'not recorded: it is not the change that was looked at; look at it again.\n',
    );
  });

  it('approves, applies, verifies, and takes it back', async () => {
    await feed();
    const { id, digest } = await offered();
    const approved = await run(['approve', id, '--data', data, '--digest', digest.slice(0, 12)]);
    expect(approved).toEqual({
      code: 0,
      stdout: `${id}: Applied as v8 and verified: every denied request is allowed now.\n`,
      stderr: '',
    });
    const again = await run(['approve', id, '--data', data, '--digest', digest]);
    expect(again.stderr).toContain('not recorded: it was decided before.');
    const back = await run(['rollback', id, '--data', data, '--by', 'somebody']);
    expect(back).toMatchObject({ code: 0, stdout: `${id}: Rolled back by somebody to v7.\n` });
    const twice = await run(['rollback', id, '--data', data]);
    expect(twice).toMatchObject({ code: 2 });
  });

  it('rejects with a reason, which is required', async () => {
    await feed();
    const { id, digest } = await offered();
    expect((await run(['reject', id, '--data', data, '--digest', digest])).code).toBe(2);
    const reason = ['--reason', 'a bug of the application'];
    const rejected = await run(['reject', id, '--data', data, '--digest', digest, ...reason]);
    expect(rejected.code).toBe(0);
    expect(rejected.stdout).toContain('a bug of the application');
  });

  it('prunes only with --yes, and the dry run says the same', async () => {
    await feed();
    const dry = await run(['prune', '--data', data]);
    expect(dry.stdout).toContain('v3   would be deleted');
    expect(dry.stdout).toContain('Nothing was changed. Add --yes to delete.');
    const real = await run(['prune', '--data', data, '--yes']);
    expect(real.stdout).toContain('v3   deleted, its document is kept');
    const after = await run(['prune', '--data', data]);
    expect(after.stdout).not.toContain('would be deleted');
  });

  it('names the unreadable record of a batch and takes the others in', async () => {
    await writeFile(
      join(folder, 'denials.jsonl'),
      `{"broken": \n${JSON.stringify(toRecord(aDeniedCall(), 1))}\n`,
    );
    const { code, stderr } = await feed();
    expect(code).toBe(5);
    expect(stderr).toMatch(/denials\.jsonl.*line 1/);
    expect(stderr).toContain('1 denials');
  });

  it('says in one line that a directory has no account yet, and how to give it one', async () => {
    const { code, stderr } = await run([
      'findings',
      '--data',
      data,
      '--from',
      join(folder, 'denials.jsonl'),
    ]);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain('--snapshot');
  });

  it('says that it keeps the account it has when it is given another snapshot', async () => {
    expect((await feed()).stderr).not.toContain('kept');
    const again = await run([
      'findings',
      '--json',
      '--data',
      data,
      '--snapshot',
      join(folder, 'account.json'),
    ]);
    expect(again.stderr).toBe(
      `rolemender: ${data} holds an account already, which is kept; ${join(folder, 'account.json')} was not taken over\n`,
    );
    expect(JSON.parse(again.stdout)).toMatchObject({ schema: 'rolemender.findings/1' });
  });

  it('refuses a snapshot beside the sample account', async () => {
    const { code, stderr } = await run(['serve', '--sample', '--snapshot', 'account.json']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'rolemender: --sample and --snapshot do not go together\n',
    });
  });

  it('says that no finding is in the state that was asked for, not that there are none', async () => {
    await feed();
    const { stdout } = await run(['findings', '--state', 'expired', '--data', data]);
    expect(stdout).toBe('No finding is expired. See them all: rolemender findings\n');
  });

  it('says of a finding without a proposal where the reason is', async () => {
    await writeFile(
      join(folder, 'denials.jsonl'),
      `${JSON.stringify(toRecord(aDeniedCall({ source: 'iam', action: 'iam:CreateAccessKey' }), 1))}\n`,
    );
    await feed();
    const { stdout } = await run(['findings', '--data', data, '--json']);
    const { findings } = JSON.parse(stdout) as { findings: { id: string }[] };
    const id = findings[0]?.id ?? 'none';
    const { code, stderr } = await run(['approve', id, '--data', data]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `rolemender: there is no proposal for ${id}; "rolemender show ${id}" says why\n`,
    });
  });

  it('says in one line that an id does not exist', async () => {
    await feed();
    const { code, stderr } = await run(['show', 'f-000000-00000000', '--data', data]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'rolemender: there is no finding or proposal f-000000-00000000\n',
    });
  });

  it('shows how to lift a security alert, and lifts it with a reason only', async () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L'];
    const records = names.map((name, n) =>
      JSON.stringify(toRecord(aDeniedCall({ operation: `Describe${name}` }), n)),
    );
    await writeFile(join(folder, 'denials.jsonl'), records.join('\n'));
    await feed();
    const { stdout } = await run(['findings', '--data', data, '--json']);
    const { findings } = JSON.parse(stdout) as { findings: Json[] };
    const id = String(findings.find(({ owner }) => owner === 'security team')?.['id']);

    const shown = await run(['show', id, '--data', data]);
    expect(shown.stdout).toContain(`rolemender lift ${id} --reason`);
    expect((await run(['lift', id, '--data', data])).code).toBe(2);
    const lift = ['lift', id, '--data', data, '--reason', 'our own test', '--by', 'Zoë'];
    const lifted = await run(lift);
    expect(lifted).toMatchObject({ code: 0, stderr: '' });
    expect(lifted.stdout).toBe(
      `${id}: the alert is lifted. What is denied from now on is offered again.\n`,
    );
    const again = await run(lift);
    expect(again).toMatchObject({ code: 4, stdout: '' });
    expect(again.stderr).toBe('not lifted: it was lifted before.\n');
    const after = await run(['show', id, '--data', data]);
    expect(after.stdout).toContain('by Zoë  our own test');
  });
});
