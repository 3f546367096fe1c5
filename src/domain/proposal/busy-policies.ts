import type { Proposal } from './proposal.ts';

/** ARNs of the managed policies to which a change is being applied or taken back at this moment. */
export function busyPoliciesOf(proposals: Iterable<Proposal>): ReadonlySet<string> {
  const busy = new Set<string>();
  for (const { state, target, rollback } of proposals) {
    const isRollingBack = rollback !== null && rollback.doneAt === null;
    const isBusy = state === 'approved' || state === 'applying' || isRollingBack;
    if (isBusy && target.kind === 'managed') busy.add(target.policyArn);
  }
  return busy;
}
