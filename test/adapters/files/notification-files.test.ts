import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createNotificationFiles } from '../../../src/adapters/files/notification-files.ts';
import type { Finding } from '../../../src/domain/finding/finding.ts';
import { aFinding } from '../../builders/a-finding.ts';
import { aProposal } from '../../builders/a-proposal.ts';

let root: string;
let directory: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'notifications-'));
  directory = join(root, 'notifications');
});

afterEach(() => rm(root, { recursive: true }));

const FINDING = aFinding({ id: 'f-abc123-abcd1234' });
const HANDLE = { channel: 'notifications', id: FINDING.id };

const read = async (id = FINDING.id): Promise<unknown> =>
  JSON.parse(await readFile(join(directory, `${id}.json`), 'utf8'));

describe('adapters/files/notification-files', () => {
  it('announces a finding as a file of its own', async () => {
    expect(await createNotificationFiles(directory).announce(FINDING)).toEqual(HANDLE);

    expect(await readdir(directory)).toEqual(['f-abc123-abcd1234.json']);
    expect(await read()).toEqual({
      id: FINDING.id,
      state: 'open',
      refusal: null,
      principalArn: FINDING.principalArn,
      actions: ['dynamodb:Scan'],
      cause: 'identity-policy-missing',
      count: 1,
      lastSeenAt: FINDING.lastSeenAt,
      proposal: null,
    });
  });

  it('announces it once, however many try at the same time', async () => {
    const heard: Finding[] = [];
    const processes = Array.from({ length: 20 }, (_, n) => ({
      notifier: createNotificationFiles(directory, (finding) => heard.push(finding)),
      finding: { ...FINDING, count: n + 1 },
    }));

    const handles = await Promise.all(
      processes.map(({ notifier, finding }) => notifier.announce(finding)),
    );

    expect(heard).toHaveLength(1);
    expect(handles).toEqual(processes.map(() => HANDLE));
    expect(await readdir(directory)).toEqual(['f-abc123-abcd1234.json']);
    expect(await read()).toMatchObject({ count: heard[0]?.count });
  });

  it('leaves what was announced before as it is', async () => {
    const notifier = createNotificationFiles(directory);
    await notifier.announce(FINDING);
    await notifier.announce({ ...FINDING, count: 99 });

    expect(await read()).toMatchObject({ count: 1 });
  });

  it('brings the announcement up to date, with the offer', async () => {
    const notifier = createNotificationFiles(directory);
    const proposal = aProposal();
    await notifier.announce(FINDING);
    await notifier.update(
      { ...FINDING, count: 7, state: 'proposed', messages: [HANDLE] },
      proposal,
    );

    expect(await read()).toMatchObject({
      count: 7,
      state: 'proposed',
      proposal: { id: proposal.id, state: 'offered', digest: proposal.digest },
    });
    expect(await readdir(directory)).toHaveLength(1);
  });

  it('never announces by an update', async () => {
    await createNotificationFiles(directory).update({ ...FINDING, messages: [] }, null);

    expect(await readdir(root)).toEqual([]);
  });

  it('keeps the folder to its owner', async () => {
    await createNotificationFiles(directory).announce(FINDING);
    const { mode } = await stat(directory);

    expect(mode & 0o777).toBe(0o700);
  });

  it('keeps what it writes to its owner, even in a folder that is open to others', async () => {
    await mkdir(directory, { mode: 0o755 });
    const notifier = createNotificationFiles(directory);
    const modeOf = async () => (await stat(join(directory, `${FINDING.id}.json`))).mode & 0o777;

    await notifier.announce(FINDING);
    expect(await modeOf()).toBe(0o600);
    await notifier.update({ ...FINDING, messages: [HANDLE] }, null);
    expect(await modeOf()).toBe(0o600);
  });

  it('says that it could not be written where the folder is none', async () => {
    await writeFile(directory, 'a file');
    const notifier = createNotificationFiles(directory);
    const failure = { name: 'AppError', code: 'unavailable', context: { directory } };

    await expect(notifier.announce(FINDING)).rejects.toMatchObject(failure);
    await expect(notifier.update({ ...FINDING, messages: [HANDLE] }, null)).rejects.toMatchObject(
      failure,
    );
  });
});
