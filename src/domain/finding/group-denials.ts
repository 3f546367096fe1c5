import type { Denial } from '../denial/denial.ts';
import { diagnose } from '../denial/diagnose.ts';
import type { Diagnosis } from '../denial/diagnosis.ts';
import { fingerprintOf } from '../denial/fingerprint.ts';
import type { RequiredPermission } from '../permission/required-permission.ts';
import { MOST_RESOURCES, UNKNOWN_PRINCIPAL } from './add-denials.ts';
import { findingIdOf } from './ids.ts';

/** Denials of one fingerprint and one answer. `diagnosis` speaks of all their resources together. */
export type DenialGroup = {
  readonly id: string;
  readonly fingerprint: string;
  /** Distinct events; one that was delivered twice counts once. */
  readonly count: number;
  readonly firstSeenAt: string | null;
  readonly lastSeenAt: string | null;
  /** Resources beyond the number that one finding lists; the statement does not hold them. */
  readonly resourcesOmitted: number;
  readonly diagnosis: Diagnosis;
};

type Growing = {
  readonly first: Denial;
  readonly diagnosis: Diagnosis;
  readonly fingerprint: string;
  readonly resources: Map<string, Set<string>>;
  readonly eventIds: Set<string>;
  count: number;
  omitted: number;
  firstSeenAt: string | null;
  lastSeenAt: string | null;
};

// Bounds on what a caller who invents event ids or resources can make us remember.
const MOST_EVENT_IDS = 100_000;

/** Groups a stream of denials in memory that does not grow with their number. */
export function createDenialGroups(): {
  add(denial: Denial): void;
  groups(): readonly DenialGroup[];
} {
  const growing = new Map<string, Growing>();
  return {
    add(denial) {
      const fingerprint = fingerprintOf(denial);
      const diagnosis = diagnose(denial);
      const key = `${fingerprint} ${diagnosis.refusal?.code ?? ''}`;
      let group = growing.get(key);
      if (group === undefined) {
        group = startGroup(denial, diagnosis, fingerprint);
        growing.set(key, group);
      }
      grow(group, denial);
    },
    groups: () => [...growing.values()].map(toGroup),
  };
}

function startGroup(first: Denial, diagnosis: Diagnosis, fingerprint: string): Growing {
  return {
    first,
    diagnosis,
    fingerprint,
    resources: new Map(),
    eventIds: new Set(),
    count: 0,
    omitted: 0,
    firstSeenAt: null,
    lastSeenAt: null,
  };
}

function grow(group: Growing, { eventId, eventTime, required }: Denial): void {
  if (eventId !== null && group.eventIds.has(eventId)) return;
  if (eventId !== null && group.eventIds.size < MOST_EVENT_IDS) group.eventIds.add(eventId);
  group.count++;
  for (const permission of required) addResources(group, permission);
  if (eventTime === null) return;
  if (group.firstSeenAt === null || eventTime < group.firstSeenAt) group.firstSeenAt = eventTime;
  if (group.lastSeenAt === null || eventTime > group.lastSeenAt) group.lastSeenAt = eventTime;
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
  const { first, fingerprint, count, firstSeenAt, lastSeenAt, omitted } = group;
  return {
    id: findingIdOf(first.principal.arn ?? UNKNOWN_PRINCIPAL, fingerprint),
    fingerprint,
    count,
    firstSeenAt,
    lastSeenAt,
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
