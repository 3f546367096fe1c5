import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DEMO_ACCOUNT } from '../../src/compose/demo/demo.ts';
import { openLocalApp } from '../../src/compose/open-local-app.ts';
import type { Proposal } from '../../src/domain/proposal/proposal.ts';
import { aDeniedCall, readingsOf } from '../builders/a-denied-call.ts';

const run = promisify(execFile);
const PROCESSES = 8;
const APPROVALS_EACH = 250;
const CHILD = new URL('./children/approve.ts', import.meta.url).pathname;

// Everybody clicks at once: 8 processes, 2,000 approvals of one proposal.
describe('scenarios/simultaneous-approvals', () => {
  let dataDirectory: string;

  beforeEach(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'rolemender-'));
  });

  afterEach(() => rm(dataDirectory, { recursive: true }));

  async function offer(): Promise<Proposal> {
    const app = await openLocalApp({ dataDirectory, snapshot: { json: DEMO_ACCOUNT } });
    await app.feed(readingsOf(aDeniedCall()));
    const [finding] = await app.listFindings();
    const view = await app.show(finding!.id);
    await app.close();
    return view!.proposals[0]!;
  }

  it('row 15: records and applies exactly one of 2,000, and tells the others politely', async () => {
    const { id, digest } = await offer();
    const answers = await Promise.all(
      Array.from({ length: PROCESSES }, async (_unused, n) => {
        const args = [CHILD, dataDirectory, id, digest, String(APPROVALS_EACH), `process${n}`];
        const { stdout } = await run(process.execPath, args);
        return JSON.parse(stdout) as { recorded: number; polite: number };
      }),
    );
    const sum = (key: 'recorded' | 'polite') => answers.reduce((n, each) => n + each[key], 0);
    expect(sum('recorded')).toBe(1);
    expect(sum('polite')).toBe(PROCESSES * APPROVALS_EACH - 1);
    const app = await openLocalApp({ dataDirectory });
    const view = await app.show(id);
    await app.close();
    expect(view?.proposals[0]).toMatchObject({ state: 'verified', change: { newVersionId: 'v8' } });
    const applied = view?.proposals[0]?.history.filter(({ event }) => event === 'change-applied');
    expect(applied).toHaveLength(1);
  }, 300_000);
});
