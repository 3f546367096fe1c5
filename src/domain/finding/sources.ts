import type { DenialSource } from '../denial/denial.ts';
import type { Finding } from './finding.ts';

/** What each source of a denial is called. */
export const SOURCE_WORDS: Readonly<Record<DenialSource, string>> = {
  cloudtrail: 'CloudTrail',
  'ecs-task-stopped': 'a stopped ECS task',
  'log-line': 'log lines',
};

/** Where a finding's denials came from; one that an earlier release stored tells only of its first. */
export function sourcesOf({
  sources,
  sample,
}: Pick<Finding, 'sources' | 'sample'>): readonly DenialSource[] {
  return sources === undefined || sources.length === 0 ? [sample.source] : sources;
}

/** The sources in words; that log lines are all there is, is said: whoever runs the workload writes them. */
export function toSourceWords(sources: readonly DenialSource[]): string {
  const words = sources.map((source) => SOURCE_WORDS[source]).join(', ');
  return sources.every((source) => source === 'log-line')
    ? `${words} only: the workload writes them itself, and no record of AWS confirms it`
    : words;
}
