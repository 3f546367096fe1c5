import { type CheckLine, lineOf } from '../../domain/deployment/check.ts';
import { judgeTable } from '../../domain/deployment/judge-table.ts';
import { linesOfProbe } from '../../domain/deployment/probe.ts';
import {
  DEAD_LETTER_QUEUES,
  type DeploymentSubject,
  QUEUES,
  TABLES,
} from '../../domain/deployment/subject.ts';
import type { DeploymentReader } from '../../ports/deployment-reader.ts';

/** Queues and tables: there, usable, and nothing left lying. */
export async function checkStores(
  { deployment }: { readonly deployment: DeploymentReader },
  { resources }: DeploymentSubject,
): Promise<readonly CheckLine[]> {
  const lines: CheckLine[] = [];
  const known = new Map(resources?.map(({ logicalId, physicalId }) => [logicalId, physicalId]));
  const waiting: string[] = [];
  for (const name of [...QUEUES, ...DEAD_LETTER_QUEUES]) {
    const url = known.get(name);
    if (url === undefined) continue;
    const probe = await deployment.queue(url);
    lines.push(
      ...linesOfProbe('queue', name, probe, ({ arn }) => [lineOf('queue', 'ok', arn, name)]),
    );
    const isDeadLetter = (DEAD_LETTER_QUEUES as readonly string[]).includes(name);
    if (isDeadLetter && probe.kind === 'found' && probe.value.waiting > 0) {
      waiting.push(`${probe.value.waiting} in ${name}`);
    }
  }
  if (lines.length > 0) lines.push(toDeadLetterLine(waiting));
  for (const [name, wakes] of Object.entries(TABLES)) {
    const physicalId = known.get(name);
    if (physicalId === undefined) continue;
    const probe = await deployment.table(physicalId);
    lines.push(...linesOfProbe('table', name, probe, (table) => judgeTable(table, name, wakes)));
  }
  return lines;
}

function toDeadLetterLine(waiting: readonly string[]): CheckLine {
  return waiting.length === 0
    ? lineOf('dead-letters', 'ok', 'none')
    : lineOf('dead-letters', 'failed', waiting.join(', '));
}
