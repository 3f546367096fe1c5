import type { Denial } from '../domain/denial/denial.ts';
import { diagnose } from '../domain/denial/diagnose.ts';
import { isOwnersCopy, withoutSecondCopies } from '../domain/denial/event-copy.ts';
import { fingerprintOf } from '../domain/denial/fingerprint.ts';
import { addDenials, openFinding, UNKNOWN_PRINCIPAL } from '../domain/finding/add-denials.ts';
import { findingIdOf } from '../domain/finding/ids.ts';
import { parseIamArn } from '../domain/principal/iam-arn.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { AccountReader } from '../ports/account-reader.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';
import { learnMore, type LearnMoreDeps } from './receive-denials/learn-more.ts';

export type ReceiveDenialsOutcome = {
  /** Ids of the findings that this batch opened or added to. */
  readonly findingIds: readonly string[];
  readonly counted: number;
  /** Deliveries of events that were counted before. */
  readonly duplicates: number;
};

// Each loser of a conditional write reads again; a hot finding has as many writers as there are workers.
const MOST_ATTEMPTS = 50;

/**
 * Adds a batch of denials to the store, one write a fingerprint, each distinct event counted once.
 * Repeatable: a batch delivered again changes nothing.
 */
export function createReceiveDenials(
  deps: LearnMoreDeps & { readonly store: AggregateStore; readonly clock: Clock },
): (denials: readonly Denial[]) => Promise<ReceiveDenialsOutcome> {
  return async (denials) => {
    const added = new Map<string, number>();
    const known = await learnMore(withoutSecondCopies(denials), deps);
    const named = await withFullArns(known, deps.accounts);
    for (const [fingerprint, group] of byFingerprint(named)) {
      const { id, count } = await addToFinding(deps, fingerprint, group);
      if (count > 0) added.set(id, count);
    }
    const counted = [...added.values()].reduce((sum, count) => sum + count, 0);
    return { findingIds: [...added.keys()], counted, duplicates: denials.length - counted };
  };
}

// A session's ARN lacks the role's path: IAM knows the role by its name.
async function withFullArns(
  denials: readonly Denial[],
  accounts: AccountReader,
): Promise<readonly Denial[]> {
  const known = new Map<string, string>();
  const named: Denial[] = [];
  for (const denial of denials) {
    const { arn } = denial.principal;
    if (arn === null || !mayLackPath(arn)) {
      named.push(denial);
      continue;
    }
    const full = known.get(arn) ?? (await fullArnOf(arn, accounts));
    known.set(arn, full);
    named.push({ ...denial, principal: { ...denial.principal, arn: full } });
  }
  return named;
}

function mayLackPath(arn: string): boolean {
  const role = parseIamArn(arn);
  return role?.type === 'role' && role.path === '/';
}

// A principal whose policies cannot be read keeps the name it was denied under: the batch is not lost for it.
async function fullArnOf(arn: string, accounts: AccountReader): Promise<string> {
  try {
    return (await accounts.findPrincipal(arn))?.principal.arn ?? arn;
  } catch (error) {
    if (!isAppError(error, 'invalid-data')) throw error;
    return arn;
  }
}

function byFingerprint(denials: readonly Denial[]): ReadonlyMap<string, readonly Denial[]> {
  const groups = new Map<string, Denial[]>();
  for (const denial of denials) {
    const fingerprint = fingerprintOf(denial);
    const group = groups.get(fingerprint);
    if (group) group.push(denial);
    else groups.set(fingerprint, [denial]);
  }
  return groups;
}

async function addToFinding(
  { store, clock }: { readonly store: AggregateStore; readonly clock: Clock },
  fingerprint: string,
  denials: readonly Denial[],
): Promise<{ readonly id: string; readonly count: number }> {
  const first = denials.find((one) => !isOwnersCopy(one)) ?? denials[0]!;
  const id = findingIdOf(first.principal.arn ?? UNKNOWN_PRINCIPAL, fingerprint);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const at = clock.now();
    const known = await store.findFinding(id);
    const next = addDenials(known ?? openFinding(diagnose(first), fingerprint, at), denials, at);
    if (next === undefined) return { id, count: 0 };
    if ((await store.save(next)) === 'saved')
      return { id, count: next.count - (known?.count ?? 0) };
    await clock.sleep(attempt);
  }
  throw new Error(`finding ${id} is written by too many at once`);
}
