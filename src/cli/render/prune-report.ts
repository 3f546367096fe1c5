import { createColors } from 'picocolors';
import type { PruneReport } from '../../compose/local-app.ts';
import { KEEP_REASONS, PRUNE_REASONS } from '../../domain/retention/versions-to-prune.ts';
import { joinText, ownText, type TerminalText, text, toTerminalText } from './terminal-text.ts';

type PolicyRow = PruneReport['policies'][number];

const WORDS = {
  kept: 'kept',
  'would-prune': 'would be deleted',
  postponed: 'left for the next run',
  pruned: 'deleted, its document is kept',
  'already-gone': 'was gone already',
  'became-default': 'kept: it became the default meanwhile',
} as const;

/** What `prune` did or would do, policy by policy, each version with its reason. */
export function toPruneText(report: PruneReport, colour: boolean): TerminalText {
  const touched = report.policies.filter(
    (policy) => policy.kind === 'skipped' || policy.versions.some((v) => v.outcome !== 'kept'),
  );
  const calm = report.policies.length - touched.length;
  const parts = [
    ...touched.map((policy) => toPolicyText(policy, colour)),
    text`${calm} ${ownText(calm === 1 ? 'policy has' : 'policies have')} nothing to prune.`,
    ...(report.applied ? [] : [ownText('Nothing was changed. Add --yes to delete.')]),
  ];
  return text`${joinText(parts, '\n')}\n`;
}

function toPolicyText(policy: PolicyRow, colour: boolean): TerminalText {
  const arn = ownText(createColors(colour).bold(toTerminalText(policy.policyArn)));
  if (policy.kind === 'skipped') return text`${arn}\n  skipped: ${ownText(policy.reason)}`;
  const lines = policy.versions.map((version) => {
    const why = version.outcome === 'kept' ? KEEP_REASONS[version.why] : PRUNE_REASONS[version.why];
    const words = `${WORDS[version.outcome]}: ${why}`;
    return toTerminalText(`  ${version.versionId.padEnd(4)} ${words}`);
  });
  return joinText([arn, ...lines], '\n');
}
