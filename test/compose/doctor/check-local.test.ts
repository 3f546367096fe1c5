import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkLocal } from '../../../src/compose/doctor/check-local.ts';
import { DEMO_ACCOUNT } from '../../../src/compose/demo/demo.ts';
import { openLocalApp } from '../../../src/compose/open-local-app.ts';
import { openLocalStore } from '../../../src/compose/open-local-store.ts';
import { AUDIT_START, toAuditRecord } from '../../../src/domain/audit/audit-row.ts';
import { aFinding } from '../../builders/a-finding.ts';
import { aClock } from '../../builders/a-local-app.ts';
import { anAuditEntry } from '../../builders/an-audit.ts';

describe('compose/doctor/check-local', () => {
  let data: string;
  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'rolemender-'));
  });
  afterEach(() => rm(data, { recursive: true }));

  async function states(now = new Date().toISOString()): Promise<Record<string, string>> {
    const lines = await checkLocal(data, aClock(now));
    return Object.fromEntries(lines.map(({ check, state }) => [check, state]));
  }

  async function makeStore(): Promise<void> {
    const app = await openLocalApp({ dataDirectory: data, snapshot: { json: DEMO_ACCOUNT } });
    await app.close();
  }

  it('finds nothing wrong with a data directory in order', async () => {
    await makeStore();
    expect(await states()).toEqual({ data: 'ok', snapshot: 'ok', history: 'ok', outbox: 'ok' });
  });

  it('says that there is no store, and makes none', async () => {
    expect(await states()).toEqual({ data: 'failed' });
    expect(await states()).toEqual({ data: 'failed' });
  });

  it('notes an account that was exported weeks ago, and misses one that is not there', async () => {
    await makeStore();
    const later = new Date(Date.now() + 15 * 86_400_000).toISOString();
    expect((await states(later))['snapshot']).toBe('note');
    await rm(join(data, 'account'), { recursive: true });
    expect((await states())['snapshot']).toBe('failed');
  });

  it('finds work that was left behind, and a history that was touched', async () => {
    await makeStore();
    const local = await openLocalStore({ directory: join(data, 'store') });
    const outbox = [{ id: '1', event: 'finding-opened', at: '2026-11-20T10:00:00Z' }];
    await local.store.save(aFinding({ outbox }));
    const record = toAuditRecord(anAuditEntry(), AUDIT_START, 'now');
    await local.audit.append({ ...record, body: record.body.replace('maria', 'mario') });
    await local.close();
    expect(await states()).toMatchObject({ history: 'failed', outbox: 'failed' });
  });
});
