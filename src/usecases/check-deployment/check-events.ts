import type { CheckLine } from '../../domain/deployment/check.ts';
import type { StackResource } from '../../domain/deployment/facts.ts';
import { judgeQueuePolicy } from '../../domain/deployment/judge-queue.ts';
import { judgeRule } from '../../domain/deployment/judge-rule.ts';
import { judgeTrails } from '../../domain/deployment/judge-trails.ts';
import { linesOfProbe } from '../../domain/deployment/probe.ts';
import { type DeploymentSubject, RULES } from '../../domain/deployment/subject.ts';
import type { DeploymentReader } from '../../ports/deployment-reader.ts';

/** The way of an event: trail, rule, the queue that it is sent to. */
export async function checkEvents(
  { deployment }: { readonly deployment: DeploymentReader },
  { resources, sampleRoleArn }: DeploymentSubject,
  hub: string,
): Promise<readonly CheckLine[]> {
  const rules = (resources ?? []).filter(({ logicalId }) => Object.hasOwn(RULES, logicalId));
  const denialQueue = resources?.find(({ logicalId }) => logicalId === 'DenialQueue');
  const queue = denialQueue && (await deployment.queue(denialQueue.physicalId));
  const queueArn = queue?.kind === 'found' ? queue.value.arn : null;
  const ruleArns: string[] = [];
  const ruleLines: CheckLine[] = [];
  for (const { logicalId, physicalId } of rules) {
    const purpose = RULES[logicalId as keyof typeof RULES];
    const account = sampleRoleArn.split(':')[4] || hub;
    const subject = { name: logicalId, purpose, account, roleArn: sampleRoleArn, queueArn };
    const probe = await deployment.rule(physicalId);
    if (probe.kind === 'found') ruleArns.push(probe.value.arn);
    ruleLines.push(...linesOfProbe('rule', logicalId, probe, (rule) => judgeRule(rule, subject)));
  }
  const trails = linesOfProbe('trail', null, await deployment.trails(), judgeTrails);
  if (queue?.kind !== 'found') return [...ruleLines, ...trails];
  return [...ruleLines, ...trails, judgeQueuePolicy(queue.value, ruleArns, nameOf(denialQueue))];
}

function nameOf(resource: StackResource | undefined): string {
  return resource?.logicalId ?? 'DenialQueue';
}
