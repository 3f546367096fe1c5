import type { AccountPruning } from './retention.ts';

const MOST_POLICIES = 20;

/**
 * The report of a scheduled clean-up as plain text for a topic or a log: what was deleted or would be,
 * policy by policy. ARNs and version ids only, so there is nothing in it that a denied caller chose.
 */
export function toRetentionText(results: readonly AccountPruning[]): string {
  return results.flatMap(linesOf).join('\n');
}

function linesOf(result: AccountPruning): readonly string[] {
  if (result.kind === 'failed') return [`${result.account}: not cleaned up: ${result.reason}`];
  const { applied, policies } = result.report;
  const touched = policies.flatMap((policy) => {
    if (policy.kind === 'skipped') return [];
    const going = policy.versions.filter(
      ({ outcome }) => outcome === 'would-prune' || outcome === 'pruned',
    );
    const ids = going.map(({ versionId }) => versionId).join(' ');
    return going.length === 0
      ? []
      : [{ line: `  ${policy.policyArn}: ${ids}`, count: going.length }];
  });
  const count = touched.reduce((sum, each) => sum + each.count, 0);
  const verb = applied ? 'deleted' : 'would be deleted';
  const more = touched.length - MOST_POLICIES;
  return [
    `${result.account}: ${count} versions of ${touched.length} policies ${verb} (${policies.length} policies read)`,
    ...touched.slice(0, MOST_POLICIES).map(({ line }) => line),
    ...(more > 0 ? [`  … and ${more} more policies`] : []),
  ];
}
