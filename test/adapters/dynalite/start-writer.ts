import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order, Report } from './children/writer.ts';

const SCRIPT = fileURLToPath(new URL('children/writer.ts', import.meta.url));

/** A process that writes to a store; `reports` grows as it works. */
export type Writer = {
  readonly reports: Report[];
  order(order: Order): void;
  until(isEnough: (reports: readonly Report[]) => boolean): Promise<void>;
  /** As a power cut ends a process: nothing is closed. */
  kill(): Promise<void>;
  /** Lets it close its store; resolves with its exit code. */
  stop(): Promise<number | null>;
};

const started = new Set<ChildProcess>();

/** After a test that failed: a child left alone would keep jest from ending. */
export function killWriters(): void {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
}

export async function startWriter(directory: string): Promise<Writer> {
  const child = fork(SCRIPT, [directory], { execPath: process.execPath, execArgv: [] });
  started.add(child);
  const reports: Report[] = [];
  child.on('message', (report: Report) => reports.push(report));
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const writer: Writer = {
    reports,
    order: (order) => child.send(order),
    async until(isEnough) {
      while (!isEnough(reports)) {
        const ended = await Promise.race([once(child, 'message'), exit.then(() => 'ended')]);
        if (ended === 'ended' && !isEnough(reports)) throw new Error('the writer ended too early');
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
    async stop() {
      child.send({ kind: 'stop' } satisfies Order);
      return (await exit)[0];
    },
  };
  await writer.until((all) => all.length > 0);
  return writer;
}

/** How many steps a writer was told were saved. */
export function stepsOf(writers: readonly Writer[], fingerprint: string): number {
  return writers
    .flatMap(({ reports }) => reports)
    .filter((report) => report.kind === 'counted' && report.fingerprint === fingerprint).length;
}

export function failuresOf(writers: readonly Writer[]): readonly string[] {
  return writers
    .flatMap(({ reports }) => reports)
    .flatMap((report) => (report.kind === 'failed' ? [report.reason] : []));
}
