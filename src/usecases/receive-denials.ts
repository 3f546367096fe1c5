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
  /** Of `findingIds`, how many are new. */
  readonly opened: number;
  /** Denials that could not be stored, and why; giving the same ones again later is safe. */
  readonly failures: readonly ReceiveFailure[];
};

export type ReceiveFailure = { readonly denials: readonly Denial[]; readonly error: unknown };

/** A denial under its principal's full name, and as it came. */
type Named = { readonly denial: Denial; readonly given: Denial };

// Each loser of a conditional write reads again; a hot finding has as many writers as there are workers.
const MOST_ATTEMPTS = 50;

/**
 * Adds a batch of denials to the store, one write a fingerprint, each distinct event counted once.
 * Repeatable: a batch delivered again changes nothing. One finding that cannot be written holds up no other.
 */
export function createReceiveDenials(
  deps: LearnMoreDeps & { readonly store: AggregateStore; readonly clock: Clock },
): (denials: readonly Denial[]) => Promise<ReceiveDenialsOutcome> {
  return async (denials) => {
    const findingIds: string[] = [];
    const failures: ReceiveFailure[] = [];
    let [counted, opened, failed] = [0, 0, 0];
    const given = withoutSecondCopies(denials);
    const named = await withFullArns(given, await learnMore(given, deps), deps.accounts);
    for (const [fingerprint, group] of byFingerprint(named)) {
      try {
        const { id, count, isNew } = await addToFinding(deps, fingerprint, group);
        if (count > 0) findingIds.push(id);
        counted += count;
        opened += isNew ? 1 : 0;
      } catch (error) {
        failures.push({ denials: group.map(({ given }) => given), error });
        failed += group.length;
      }
    }
    const duplicates = denials.length - counted - failed;
    return { findingIds, counted, opened, duplicates, failures };
  };
}

// A session's ARN lacks the role's path: IAM knows the role by its name.
async function withFullArns(
  givens: readonly Denial[],
  learnt: readonly Denial[],
  accounts: Pick<AccountReader, 'findPrincipal'>,
): Promise<readonly Named[]> {
  const known = new Map<string, string>();
  const named: Named[] = [];
  for (const [index, denial] of learnt.entries()) {
    const given = givens[index]!;
    const { arn } = denial.principal;
    if (arn === null || !mayLackPath(arn)) {
      named.push({ denial, given });
      continue;
    }
    const full = known.get(arn) ?? (await fullArnOf(arn, accounts));
    known.set(arn, full);
    named.push({ denial: { ...denial, principal: { ...denial.principal, arn: full } }, given });
  }
  return named;
}

function mayLackPath(arn: string): boolean {
  const role = parseIamArn(arn);
  return role?.type === 'role' && role.path === '/';
}

// A principal whose policies or account cannot be read keeps the name it was denied under: the batch is not lost for it.
async function fullArnOf(
  arn: string,
  accounts: Pick<AccountReader, 'findPrincipal'>,
): Promise<string> {
  try {
    return (await accounts.findPrincipal(arn))?.principal.arn ?? arn;
  } catch (error) {
    if (!isAppError(error, 'invalid-data', 'account-unreachable')) throw error;
    return arn;
  }
}

function byFingerprint(named: readonly Named[]): ReadonlyMap<string, readonly Named[]> {
  const groups = new Map<string, Named[]>();
  for (const one of named) {
    const fingerprint = fingerprintOf(one.denial);
    const group = groups.get(fingerprint);
    if (group) group.push(one);
    else groups.set(fingerprint, [one]);
  }
  return groups;
}

async function addToFinding(
  { store, clock }: { readonly store: AggregateStore; readonly clock: Clock },
  fingerprint: string,
  group: readonly Named[],
): Promise<{ readonly id: string; readonly count: number; readonly isNew: boolean }> {
  const denials = group.map(({ denial }) => denial);
  const first = denials.find((one) => !isOwnersCopy(one)) ?? denials[0]!;
  const id = findingIdOf(first.principal.arn ?? UNKNOWN_PRINCIPAL, fingerprint);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const at = clock.now();
    const known = await store.findFinding(id);
    const next = addDenials(known ?? openFinding(diagnose(first), fingerprint, at), denials, at);
    if (next === undefined) return { id, count: 0, isNew: false };
    if ((await store.save(next)) === 'saved') {
      return { id, count: next.count - (known?.count ?? 0), isNew: known === undefined };
    }
    await clock.sleep(attempt);
  }
  throw new Error(`finding ${id} is written by too many at once`);
}
