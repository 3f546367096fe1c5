import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalApp } from '../../src/compose/open-local-app.ts';
import type { LocalApp } from '../../src/compose/local-app.ts';
import type { Proposal } from '../../src/domain/proposal/proposal.ts';

const CHILD = new URL('../scenarios/children/demo.ts', import.meta.url).pathname;

/** How the demo's data looked when it was over: the same whether it was killed on the way or not. */
export type DemoEnd = {
  readonly findings: readonly string[];
  readonly proposals: readonly string[];
  readonly leftWork: number;
  readonly decisionsLost: readonly string[];
};

/** Kills the demo with SIGKILL after the given times, one after another, lets the last run end, and looks at the data. */
export async function killDemo(delays: readonly number[]): Promise<DemoEnd> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'rolemender-'));
  try {
    const decided = new Set<string>();
    for (const delay of delays) {
      await runDemo(dataDirectory, delay);
      for (const id of await decidedProposals(dataDirectory)) decided.add(id);
    }
    const code = await runDemo(dataDirectory, undefined);
    if (code !== 0) throw new Error(`the demo after the kill ended with ${code}`);
    return await look(dataDirectory, decided);
  } finally {
    await rm(dataDirectory, { recursive: true });
  }
}

function runDemo(dataDirectory: string, killAfter: number | undefined): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, dataDirectory], { stdio: 'ignore' });
    const timer =
      killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

async function decidedProposals(dataDirectory: string): Promise<readonly string[]> {
  const app = await openLocalApp({ dataDirectory });
  try {
    const proposals = await allProposals(app);
    return proposals.filter(({ decision }) => decision !== null).map(toDecision);
  } finally {
    await app.close();
  }
}

const toDecision = ({ id, decision }: Proposal) => `${id} ${decision?.verdict} ${decision?.at}`;

async function allProposals(app: LocalApp): Promise<readonly Proposal[]> {
  const views = await Promise.all((await app.listFindings()).map(({ id }) => app.show(id)));
  const proposals = new Map<string, Proposal>();
  for (const view of views) for (const each of view?.proposals ?? []) proposals.set(each.id, each);
  return [...proposals.values()];
}

async function look(dataDirectory: string, decided: ReadonlySet<string>): Promise<DemoEnd> {
  const app = await openLocalApp({ dataDirectory });
  try {
    const findings = await app.listFindings();
    const proposals = await allProposals(app);
    const kept = new Set(proposals.map(toDecision));
    const work = [...findings, ...proposals].filter(({ outbox }) => outbox.length > 0);
    return {
      findings: findings.map(({ id, state, count }) => `${id} ${state} ${count}`).sort(),
      // A demo that was cut between two scenes offers their denials apart, which names other proposals.
      proposals: proposals
        .filter(({ state }) => state !== 'superseded')
        .map(
          ({ principalArn, state, change }) => `${principalArn} ${state} ${change?.newVersionId}`,
        )
        .sort(),
      leftWork: work.length,
      decisionsLost: [...decided].filter((decision) => !kept.has(decision)),
    };
  } finally {
    await app.close();
  }
}
