import type { Denial, DenialSource } from '../denial/denial.ts';
import { diagnose } from '../denial/diagnose.ts';
import type { Diagnosis } from '../denial/diagnosis.ts';
import { eventKeyOf, isOwnersCopy } from '../denial/event-copy.ts';
import { toEventTime } from '../denial/event-time.ts';
import { fingerprintOf } from '../denial/fingerprint.ts';
import type { RequiredPermission } from '../permission/required-permission.ts';
import { MOST_RESOURCES, UNKNOWN_PRINCIPAL } from './add-denials.ts';
import { findingIdOf } from './ids.ts';

/** Denials of one fingerprint and one answer. `diagnosis` speaks of all their resources together. */
export type DenialGroup = {
  readonly id: string;
  readonly fingerprint: string;
  /** Distinct events; one that was delivered twice, or to two accounts, counts once. */
  readonly count: number;
  readonly firstSeenAt: string | null;
  readonly lastSeenAt: string | null;
  /** Where they came from, each once. */
  readonly sources: readonly DenialSource[];
  /** Resources beyond the number that one finding lists; the statement does not hold them. */
  readonly resourcesOmitted: number;
  readonly diagnosis: Diagnosis;
};

/** A time as the event writes it, and in the form that sorts. */
type Moment = { readonly text: string; readonly at: string };

type Growing = {
  readonly first: Denial;
  readonly diagnosis: Diagnosis;
  readonly fingerprint: string;
  readonly resources: Map<string, Set<string>>;
  readonly eventIds: Set<string>;
  readonly sources: Set<DenialSource>;
  count: number;
  omitted: number;
  firstSeen: Moment | null;
  lastSeen: Moment | null;
};

// Bounds on what a caller who invents event ids or resources can make us remember.
const MOST_EVENT_IDS = 100_000;
const MOST_ANSWERS = 10_000;

/** Groups a stream of denials in memory that does not grow with their number. */
export function createDenialGroups(): {
  add(denial: Denial): void;
  groups(): readonly DenialGroup[];
} {
  const growing = new Map<string, Growing>();
  // The answer depends on the fingerprint and the resources; a storm of one denial is diagnosed once.
  const answers = new Map<string, Diagnosis>();
  return {
    add(denial) {
      const fingerprint = fingerprintOf(denial);
      const side = isOwnersCopy(denial) ? 'owner' : 'caller';
      const question = `${fingerprint} ${side} ${JSON.stringify(denial.required)}`;
      const diagnosis = answers.get(question) ?? diagnose(denial);
      if (answers.size >= MOST_ANSWERS) answers.clear();
      answers.set(question, diagnosis);
      const key = `${fingerprint} ${diagnosis.refusal?.code ?? ''} ${side}`;
      let group = growing.get(key);
      if (group === undefined) {
        group = startGroup(denial, diagnosis, fingerprint);
        growing.set(key, group);
      }
      grow(group, denial);
    },
    groups: () => withoutSecondCopies([...growing.values()]).map(toGroup),
  };
}

function startGroup(first: Denial, diagnosis: Diagnosis, fingerprint: string): Growing {
  return {
    first,
    diagnosis,
    fingerprint,
    resources: new Map(),
    eventIds: new Set(),
    sources: new Set(),
    count: 0,
    omitted: 0,
    firstSeen: null,
    lastSeen: null,
  };
}

function grow(group: Growing, denial: Denial): void {
  const eventId = eventKeyOf(denial);
  if (eventId !== null && group.eventIds.has(eventId)) return;
  if (eventId !== null && group.eventIds.size < MOST_EVENT_IDS) group.eventIds.add(eventId);
  group.count++;
  group.sources.add(denial.source);
  for (const permission of denial.required) addResources(group, permission);
  const seen = momentOf(denial);
  if (seen === null) return;
  if (group.firstSeen === null || seen.at < group.firstSeen.at) group.firstSeen = seen;
  if (group.lastSeen === null || seen.at > group.lastSeen.at) group.lastSeen = seen;
}

function momentOf({ eventTime }: Denial): Moment | null {
  const at = eventTime === null ? undefined : toEventTime(eventTime);
  return eventTime === null || at === undefined ? null : { text: eventTime, at };
}

/** Without what the resource owner's trail tells of events that the caller's own trail tells too. */
function withoutSecondCopies(groups: readonly Growing[]): readonly Growing[] {
  if (!groups.some(({ first }) => isOwnersCopy(first))) return groups;
  const own = groups.filter(({ first }) => !isOwnersCopy(first));
  const told = new Set<string>();
  for (const { eventIds } of own) for (const id of eventIds) told.add(id);
  return groups.flatMap((group) => {
    if (!isOwnersCopy(group.first)) return [group];
    const again = [...group.eventIds].filter((id) => told.has(id)).length;
    return again < group.count ? [{ ...group, count: group.count - again }] : [];
  });
}

function addResources(group: Growing, { action, resources }: RequiredPermission): void {
  const known = group.resources.get(action) ?? new Set<string>();
  group.resources.set(action, known);
  for (const resource of resources) {
    if (known.has(resource)) continue;
    if (known.size < MOST_RESOURCES) known.add(resource);
    else group.omitted++;
  }
}

function toGroup(group: Growing): DenialGroup {
  const { first, fingerprint, count, firstSeen, lastSeen, omitted } = group;
  return {
    id: findingIdOf(first.principal.arn ?? UNKNOWN_PRINCIPAL, fingerprint),
    fingerprint,
    count,
    firstSeenAt: firstSeen?.text ?? null,
    lastSeenAt: lastSeen?.text ?? null,
    sources: [...group.sources],
    resourcesOmitted: omitted,
    diagnosis: diagnoseAll(group),
  };
}

function diagnoseAll({ first, diagnosis, resources }: Growing): Diagnosis {
  const required = first.required.map((permission) => ({
    ...permission,
    resources: [...(resources.get(permission.action) ?? permission.resources)],
  }));
  const isOne = required.every(
    (p, i) => p.resources.length === first.required[i]?.resources.length,
  );
  return isOne ? diagnosis : diagnose({ ...first, required });
}
