import { type CheckLine, lineOf } from '../../domain/deployment/check.ts';
import type { CallerFacts } from '../../domain/deployment/facts.ts';
import { linesOfProbe } from '../../domain/deployment/probe.ts';
import type { DeploymentSubject } from '../../domain/deployment/subject.ts';
import type { DeploymentReader } from '../../ports/deployment-reader.ts';

/** Who is looking, and whether this is the region of the global services. `caller` is null without credentials. */
export async function checkCaller(
  { deployment }: { readonly deployment: DeploymentReader },
  { region }: DeploymentSubject,
): Promise<{ readonly caller: CallerFacts | null; readonly lines: readonly CheckLine[] }> {
  const caller = await deployment.caller();
  if (caller.kind !== 'found') {
    const reason = caller.kind === 'absent' ? 'there are none' : caller.reason;
    return { caller: null, lines: [lineOf('credentials', 'failed', reason)] };
  }
  const isGlobal = region === 'us-east-1';
  const credentials = linesOfProbe('credentials', null, caller, ({ arn }) => [
    lineOf('credentials', 'ok', arn),
  ]);
  const here = lineOf('region', isGlobal ? 'ok' : 'note', region);
  return { caller: caller.value, lines: [...credentials, here] };
}
