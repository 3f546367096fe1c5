import type { Denial } from '../denial/denial.ts';
import { UNKNOWN_PRINCIPAL } from './add-denials.ts';
import type { Finding } from './finding.ts';
import { findingIdOf } from './ids.ts';
import { sourcesOf } from './sources.ts';

/**
 * From how many different denied actions or services within which time (of the events) a principal is
 * taken to try out what it may do. The rules of Datadog and Splunk count different calls too, not calls.
 */
export const RECONNAISSANCE_RULES = {
  windowMinutes: 10,
  mostActions: 10,
  mostServices: 5,
} as const;

/** What somebody tried out: the actions in the order in which they were denied, and from when to when (ISO 8601 UTC). */
export type Reconnaissance = {
  readonly actions: readonly string[];
  readonly services: readonly string[];
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
};

// The fingerprint of a denial is hexadecimal, so no event can make one of these.
const PREFIX = 'reconnaissance of ';

/** True for the finding that stands for a reconnaissance: a security alert, which never leads to a proposal. */
export function isReconnaissanceAlert({ fingerprint }: Pick<Finding, 'fingerprint'>): boolean {
  return fingerprint.startsWith(PREFIX);
}

/**
 * The alert for which everything that concerns the principal is withheld, or undefined when none stands.
 * A person lifts it (`lift-alert.ts`): it is `suppressed` with the time as `settledAt`; what was denied until then
 * no longer counts, and a later reconnaissance is another alert.
 */
export function standingAlertOf(findings: readonly Finding[]): Finding | undefined {
  return findings.find((one) => isReconnaissanceAlert(one) && one.state === 'unfixable');
}

type Sighting = { readonly at: string; readonly actions: readonly string[] };

/** The first reconnaissance among a principal's findings since the last alert was lifted, or undefined. */
export function findReconnaissance(findings: readonly Finding[]): Reconnaissance | undefined {
  const since = liftedAt(findings);
  const sightings = findings
    .filter((one) => !isReconnaissanceAlert(one) && one.principalArn !== UNKNOWN_PRINCIPAL)
    .flatMap(toSightings)
    .filter(({ at }) => since === null || at > since)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  let start = 0;
  for (let end = 0; end < sightings.length; end++) {
    while (minutesBetween(sightings[start]!.at, sightings[end]!.at) > WINDOW) start++;
    const found = toReconnaissance(sightings.slice(start, end + 1));
    if (isTooMuch(found)) return found;
  }
  return undefined;
}

const WINDOW = RECONNAISSANCE_RULES.windowMinutes;

function isTooMuch({ actions, services }: Reconnaissance): boolean {
  const { mostActions, mostServices } = RECONNAISSANCE_RULES;
  return actions.length > mostActions || services.length > mostServices;
}

// Between its first and its last denial a finding may have been denied at any time; only these two are known.
function toSightings({ sample, firstSeenAt, lastSeenAt }: Finding): readonly Sighting[] {
  const named = sample.required.map(({ action }) => action.toLowerCase());
  const actions = named.length > 0 ? named : [sample.operation?.eventName ?? 'unknown'];
  return [...new Set([firstSeenAt, lastSeenAt])].map((at) => ({ at, actions }));
}

function toReconnaissance(sightings: readonly Sighting[]): Reconnaissance {
  const actions = new Set(sightings.flatMap((one) => one.actions));
  const services = new Set([...actions].map((action) => action.split(':', 1)[0]!));
  return {
    actions: [...actions],
    services: [...services],
    firstSeenAt: sightings[0]!.at,
    lastSeenAt: sightings.at(-1)!.at,
  };
}

function minutesBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 60_000;
}

function liftedAt(findings: readonly Finding[]): string | null {
  const lifted = findings.filter(isReconnaissanceAlert).map(({ settledAt }) => settledAt ?? '');
  return lifted.reduce<string | null>((last, at) => (at > (last ?? '') ? at : last), null);
}

const MOST_NAMED_ACTIONS = 5;

/** The alert of a reconnaissance in its first version; the same one has the same id, so it is raised once. */
export function openReconnaissanceAlert(
  found: Reconnaissance,
  findings: readonly Finding[],
  at: string,
): Finding {
  const { principalArn, account, sample } = findings[0]!;
  const fingerprint = `${PREFIX}${principalArn} since ${liftedAt(findings) ?? 'ever'}`;
  const id = findingIdOf(principalArn, fingerprint);
  const refusal = `${found.actions.length} different actions of ${found.services.length} services were denied within ${WINDOW} minutes, as when somebody tries out what stolen credentials may do; proposals are withheld until a person lifts this`;
  return {
    kind: 'finding',
    id,
    version: 1,
    state: 'unfixable',
    fingerprint,
    principalArn,
    account,
    cause: 'unspecified',
    sample: toSample(sample, found),
    resources: [],
    count: found.actions.length,
    firstSeenAt: found.firstSeenAt,
    lastSeenAt: found.lastSeenAt,
    sources: [...new Set(findings.flatMap(sourcesOf))],
    sampleEventIds: [],
    seen: '',
    refusal,
    owner: 'security team',
    proposalIds: [],
    settledAt: null,
    suppressedUntil: null,
    suspicion: null,
    messages: [],
    history: [{ at, event: 'finding-opened', by: 'rolemender', detail: refusal }],
    outbox: [{ id: `${id}.1`, event: 'finding-opened', at }],
  };
}

function toSample(sample: Denial, { actions }: Reconnaissance): Denial {
  const required = actions
    .slice(0, MOST_NAMED_ACTIONS)
    .map((action) => ({ action, resources: [], basis: 'unknown', confidence: 'low' }) as const);
  return { ...sample, required, alsoLikely: [], cause: 'unspecified', eventId: null };
}
