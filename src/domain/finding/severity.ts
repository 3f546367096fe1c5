import { diagnose } from '../denial/diagnose.ts';
import type { Finding } from './finding.ts';
import { isReconnaissanceAlert } from './reconnaissance.ts';

export const SEVERITIES = ['low', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * How soon somebody should look. `critical`: what the security team must see (reconnaissance, suspicion,
 * what raises its holder's own permissions); `high`: what hands out secrets or opens a resource.
 */
export function severityOf(
  finding: Pick<Finding, 'fingerprint' | 'suspicion' | 'sample'>,
): Severity {
  if (isReconnaissanceAlert(finding) || finding.suspicion !== null) return 'critical';
  const tier = diagnose(finding.sample).risk?.tier ?? 4;
  if (tier <= 1) return 'critical';
  return tier === 2 ? 'high' : 'low';
}
