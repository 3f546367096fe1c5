import { CAUSE_WORDS } from '../denial/cause-words.ts';
import type { Finding } from './finding.ts';
import { isReconnaissanceAlert } from './reconnaissance.ts';

/** The answer to "what happened?" in parts, so that each sink encodes and marks them by itself. */
export type Headline = {
  readonly who: string;
  /** `task role`, `execution role`, …, or null where the event does not tell. */
  readonly ecsRole: string | null;
  readonly actions: readonly string[];
  readonly resource: string;
  /** Distinct resources beside the one that is named. */
  readonly moreResources: number;
  readonly why: string;
};

/** Who cannot do what on which resource, and why. */
export function headlineOf({
  principalArn,
  sample,
  resources,
  cause,
  fingerprint = '',
}: Pick<Finding, 'principalArn' | 'sample' | 'resources' | 'cause'> &
  Partial<Pick<Finding, 'fingerprint'>>): Headline {
  const { ecsRole } = sample.principal;
  const isAlert = isReconnaissanceAlert({ fingerprint });
  return {
    who: principalArn.slice(principalArn.lastIndexOf('/') + 1),
    ecsRole: ecsRole === null ? null : `${ecsRole} role`,
    actions: sample.required.map(({ action }) => action),
    resource: resources[0] ?? (isAlert ? 'many resources' : 'an unknown resource'),
    moreResources: Math.max(0, resources.length - 1),
    why: isAlert ? 'it was denied many different actions within minutes' : CAUSE_WORDS[cause],
  };
}
