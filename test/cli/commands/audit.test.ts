import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDocumentClient } from '../../../src/adapters/aws/dynamodb/document-client.ts';
import { createTable } from '../../../src/adapters/aws/dynamodb/table.ts';
import { joinStore } from '../../../src/adapters/dynalite/join-store.ts';
import { openLocalStore } from '../../../src/compose/open-local-store.ts';
import { createRecordAudit } from '../../../src/usecases/record-audit.ts';
import { aClock } from '../../builders/a-local-app.ts';
import { anAuditEntry } from '../../builders/an-audit.ts';
import { run } from '../../builders/a-terminal.ts';

describe('cli/commands/audit', () => {
  let data: string;
  let anchors: string;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'rolemender-'));
    anchors = join(data, 'anchors.jsonl');
    const local = await openLocalStore({ directory: join(data, 'store') });
    const record = createRecordAudit({ log: local.audit, clock: aClock() });
    for (const n of [1, 2, 3]) {
      await record([anAuditEntry({ key: `key-${n}`, subject: `p-00000${n}-00000000` })]);
    }
    await local.close();
  });
  afterAll(() => rm(data, { recursive: true }));

  const audit = (...argv: string[]) => run(['audit', ...argv, '--data', data]);

  it('lists the rows, and those of one subject', async () => {
    const { code, stdout } = await audit('list');
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
    const one = await audit('list', '--id', 'p-000002-00000000', '--json');
    expect(JSON.parse(one.stdout)).toMatchObject({ seq: 2, event: 'proposal-approved' });
  });

  it('says that a sound history is sound, and what it cannot see without an anchor', async () => {
    const { code, stdout, stderr } = await audit('verify');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^The history is sound: 3 rows, the newest is 3 \([0-9a-f]{12}\)\.\n/);
    expect(stdout).toContain('no anchor');
  });

  it('saves anchors and compares with them', async () => {
    const saved = await audit('anchor', '--save', anchors);
    await audit('anchor', '--save', anchors);
    expect(await readFile(anchors, 'utf8')).toContain(saved.stdout);
    const { code, stdout } = await audit('verify', '--anchor', anchors, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'rolemender.audit/1',
      sound: true,
      rows: 3,
      anchors: 2,
    });
  });

  it('finds rows that are gone behind an anchor', async () => {
    const [line] = (await readFile(anchors, 'utf8')).split('\n');
    const later = join(data, 'later.jsonl');
    await writeFile(later, JSON.stringify({ ...JSON.parse(line!), seq: 9 }));
    const { code, stdout } = await audit('verify', '--anchor', later);
    expect(code).toBe(1);
    expect(stdout).toContain('row 9: the history ends before the anchor');
  });

  it('refuses a file that is no anchor, a missing store and an unknown action', async () => {
    const broken = join(data, 'broken.jsonl');
    await writeFile(broken, '{"seq":1}\n');
    for (const argv of [
      ['verify', '--anchor', broken],
      ['verify', '--anchor', join(data, 'absent')],
      ['repair'],
    ]) {
      expect(await audit(...argv)).toMatchObject({ code: 2, stdout: '' });
    }
    const nowhere = await run(['audit', 'verify', '--data', join(data, 'nowhere')]);
    expect(nowhere).toMatchObject({ code: 2, stdout: '' });
    const noRegion = await run(['audit', 'verify', '--table', 'audit']);
    expect(noRegion.stderr).toContain('--region');
  });

  it('finds a row that was edited in the store', async () => {
    await overwriteRow(join(data, 'store'), '000000000002');
    const { code, stdout } = await audit('verify');
    expect(code).toBe(1);
    expect(stdout).toContain('THE HISTORY WAS TAMPERED WITH');
    expect(stdout).toContain('row 2: the row does not match its hash');
  });
});

async function overwriteRow(directory: string, sk: string): Promise<void> {
  const local = await joinStore(directory);
  const client = createDocumentClient({
    requestHandler: local.requestHandler,
    endpoint: 'http://localhost',
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const table = createTable({ client, tableName: local.auditTableName });
  const item = await table.get({ pk: 'chain', sk });
  await table.put({ Item: { ...item, body: String(item?.['body']).replace('maria', 'mario') } });
  await local.close();
}
