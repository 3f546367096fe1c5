import type { Finding } from '../domain/finding/finding.ts';
import {
  findReconnaissance,
  openReconnaissanceAlert,
  standingAlertOf,
} from '../domain/finding/reconnaissance.ts';
import { moveProposal } from '../domain/proposal/transitions.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';

const NOTE = 'withheld: so many different actions were denied that it may be reconnaissance';

/**
 * Raises one security alert when a principal was denied many different actions in a short time, and takes
 * back what is offered to it. Answers the alert that stands, or undefined when nothing is withheld.
 * Repeatable. What a person approved before is not touched: applying judges it again.
 */
export function createWithholdProposals(deps: {
  readonly store: AggregateStore;
  readonly clock: Clock;
}): (principalArn: string) => Promise<Finding | undefined> {
  return async (principalArn) => {
    const { findings, proposals } = await deps.store.listOfPrincipal(principalArn);
    const alert = standingAlertOf(findings) ?? (await raiseAlert(deps, principalArn, findings));
    if (alert === undefined) return undefined;
    const at = deps.clock.now();
    for (const proposal of proposals) {
      if (proposal.state !== 'offered') continue;
      const move = { to: 'superseded', at, by: 'rolemender', detail: NOTE } as const;
      // A conflict means that a person decided it just now, which stands.
      await deps.store.save(
        moveProposal(proposal, { ...move, event: 'proposal-closed' }, { note: NOTE }),
      );
    }
    return alert;
  };
}

async function raiseAlert(
  { store, clock }: { readonly store: AggregateStore; readonly clock: Clock },
  principalArn: string,
  findings: readonly Finding[],
): Promise<Finding | undefined> {
  // Principals may share a partition of the store.
  const own = findings.filter((finding) => finding.principalArn === principalArn);
  const found = findReconnaissance(own);
  if (found === undefined) return undefined;
  const alert = openReconnaissanceAlert(found, own, clock.now());
  // A conflict means that another worker raised it.
  return (await store.save(alert)) === 'saved' ? alert : store.findFinding(alert.id);
}
