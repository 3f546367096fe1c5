import type { Denial, DenialSource } from '../denial/denial.ts';
import { diagnose } from '../denial/diagnose.ts';
import type { Diagnosis } from '../denial/diagnosis.ts';
import { callerAccountOf, eventKeyOf, isOwnersCopy } from '../denial/event-copy.ts';
import { toEventTime } from '../denial/event-time.ts';
import { createEventMemory } from './event-memory.ts';
import type { Finding } from './finding.ts';
import { findingIdOf } from './ids.ts';
import { sourcesOf } from './sources.ts';
import { type FindingMove, moveFinding } from './transitions.ts';

/** A caller can invent any number of resources, so a finding lists only so many; all are counted. */
export const MOST_RESOURCES = 50;
const MOST_SAMPLE_EVENTS = 5;

/** Stands for a caller that the event does not name; such a finding never leads to a proposal. */
export const UNKNOWN_PRINCIPAL = 'unknown';

/** A new finding from its first denial, counting nothing yet; announced by its `finding-opened` work. */
export function openFinding(diagnosis: Diagnosis, fingerprint: string, at: string): Finding {
  const { denial, fixable, refusal, owner } = diagnosis;
  const principalArn = denial.principal.arn ?? UNKNOWN_PRINCIPAL;
  const id = findingIdOf(principalArn, fingerprint);
  const seenAt = timeOf(denial, at);
  return {
    kind: 'finding',
    id,
    version: 0,
    state: fixable ? 'open' : 'unfixable',
    fingerprint,
    principalArn,
    account: callerAccountOf(denial),
    cause: denial.cause,
    sample: denial,
    resources: [],
    count: 0,
    firstSeenAt: seenAt,
    lastSeenAt: seenAt,
    sources: [],
    sampleEventIds: [],
    seen: '',
    refusal: refusal?.reason ?? null,
    owner,
    proposalIds: [],
    settledAt: null,
    suppressedUntil: null,
    suspicion: null,
    messages: [],
    history: [{ at, event: 'finding-opened', by: 'rolemender', detail: refusal?.reason ?? '' }],
    outbox: [{ id: `${id}.1`, event: 'finding-opened', at }],
  };
}

/**
 * The next version of a finding after more denials of its fingerprint, or undefined when every one of
 * them was counted before. A denial newer than the last fix, or on a new resource, asks for a new
 * proposal; so does the first that an Allow cures, when the finding had none. Times that are none count as `at`.
 */
export function addDenials(
  finding: Finding,
  denials: readonly Denial[],
  at: string,
): Finding | undefined {
  const memory = createEventMemory(finding.seen);
  const fresh = denials.filter((denial) => {
    const id = eventKeyOf(denial);
    return id === null || memory.remember(id);
  });
  const own = callersCopy(finding, denials);
  if (fresh.length === 0 && own === undefined) return undefined;
  const mayOpen = finding.state === 'unfixable' && (finding.suspicion ?? null) === null;
  const curable = mayOpen ? firstCurable(finding, fresh, own) : undefined;
  const better = curable ?? own;
  const before = better === undefined ? finding : withSample(finding, better);
  const times = fresh.map((denial) => timeOf(denial, at));
  const newest = latest(['', ...times]);
  const counted: Finding = {
    ...before,
    version: before.version + 1,
    resources: withNewResources(before, own ? [own.denial, ...fresh] : fresh),
    count: before.count + fresh.length,
    firstSeenAt: earliest([before.firstSeenAt, ...times]),
    lastSeenAt: latest([before.lastSeenAt, newest]),
    sources: withNewSources(before, fresh),
    sampleEventIds: newestIds(before.sampleEventIds, fresh),
    seen: memory.toText(),
  };
  if (curable !== undefined) return becameFixable(before, counted, at);
  return recurs(before, newest, counted.resources) ? reopened(before, counted, at) : counted;
}

// A log line's time is its writer's; one far ahead would keep the finding first for ever. Clocks differ by less.
const FURTHEST_AHEAD_MILLISECONDS = 24 * 3_600_000;

function timeOf({ eventTime }: Denial, at: string): string {
  const now = toEventTime(at) ?? at;
  const time = toEventTime(eventTime ?? at) ?? now;
  return Date.parse(time) - Date.parse(now) > FURTHEST_AHEAD_MILLISECONDS ? now : time;
}

// The fingerprint leaves the resource out, so the first denial may be on another account's, the next on our own.
function firstCurable(
  { resources, version }: Finding,
  denials: readonly Denial[],
  own: Diagnosis | undefined,
): Diagnosis | undefined {
  if (own?.fixable) return own;
  const known = new Set(resources);
  for (const denial of denials) {
    const isNew = denial.required.some(({ resources: own }) => own.some((one) => !known.has(one)));
    const counts = version === 0 || (isNew && known.size < MOST_RESOURCES);
    const diagnosis = counts ? diagnose(denial) : undefined;
    if (diagnosis?.fixable) return diagnosis;
  }
  return undefined;
}

// The resource owner's copy tells less, and never leads to a proposal: the caller's takes its place, counted or not.
function callersCopy(
  { state, sample }: Finding,
  denials: readonly Denial[],
): Diagnosis | undefined {
  if (state !== 'unfixable' || !isOwnersCopy(sample)) return undefined;
  const own = denials.find((denial) => !isOwnersCopy(denial));
  return own && diagnose(own);
}

function withSample(finding: Finding, { denial, owner, refusal }: Diagnosis): Finding {
  const isOwners = isOwnersCopy(finding.sample);
  const resources = lackedTogether(finding.sample) && !isOwners ? finding.resources : [];
  const reason = refusal?.reason ?? null;
  return { ...finding, sample: denial, owner, refusal: reason, resources, settledAt: null };
}

function becameFixable(before: Finding, counted: Finding, at: string): Finding {
  if (before.version > 0) {
    return moveFinding({ ...counted, version: before.version }, recurrence(at));
  }
  const history = counted.history.map((row) => ({ ...row, detail: '' }));
  return { ...counted, state: 'open', history };
}

function recurs(before: Finding, newest: string, resources: readonly string[]): boolean {
  if (before.version === 0) return false;
  const settledAt = before.settledAt && (toEventTime(before.settledAt) ?? before.settledAt);
  const settled = settledAt !== null && newest > settledAt;
  const widened = resources.length > before.resources.length;
  switch (before.state) {
    case 'open':
    case 'proposed':
      return settled || widened;
    case 'fixed':
    case 'expired':
      return settled;
    case 'suppressed':
      return before.suppressedUntil !== null && newest > before.suppressedUntil;
    case 'unfixable':
      return false;
  }
}

function recurrence(at: string): FindingMove {
  return { to: 'open', at, by: 'rolemender', detail: 'denied again', event: 'finding-recurred' };
}

function reopened(before: Finding, counted: Finding, at: string): Finding {
  const move = recurrence(at);
  if (before.state === 'open' || before.state === 'proposed') {
    const entry = { id: `${counted.id}.${counted.version}`, event: 'finding-recurred', at };
    return { ...counted, settledAt: null, outbox: [...counted.outbox, entry] };
  }
  return moveFinding({ ...counted, version: before.version }, move, {
    settledAt: null,
    suppressedUntil: null,
  });
}

function withNewResources(
  { resources: known, sample }: Finding,
  denials: readonly Denial[],
): readonly string[] {
  const all = new Set(known);
  // What only another account's trail tells of is counted, and never comes into a statement.
  const own = isOwnersCopy(sample) ? denials : denials.filter((one) => !isOwnersCopy(one));
  // One statement is written for all resources, so what each action lacked elsewhere must not mix in.
  const together = lackedTogether(sample) ? own.filter(lackedTogether) : own;
  for (const { required } of together) {
    for (const { resources } of required) {
      for (const resource of resources) if (all.size < MOST_RESOURCES) all.add(resource);
    }
  }
  return [...all];
}

function withNewSources(before: Finding, denials: readonly Denial[]): readonly DenialSource[] {
  const known = before.version === 0 ? [] : sourcesOf(before);
  return [...new Set([...known, ...denials.map(({ source }) => source)])];
}

function lackedTogether({ required }: Denial): boolean {
  const lists = new Set(required.map(({ resources }) => JSON.stringify(resources)));
  return lists.size <= 1;
}

function newestIds(known: readonly string[], denials: readonly Denial[]): readonly string[] {
  const ids = denials.flatMap(({ eventId }) => (eventId === null ? [] : [eventId]));
  return [...known, ...ids].slice(-MOST_SAMPLE_EVENTS);
}

// ISO 8601 UTC times of one precision sort as text.
function latest(times: readonly string[]): string {
  return times.reduce((a, b) => (a > b ? a : b));
}

function earliest(times: readonly string[]): string {
  return times.reduce((a, b) => (a < b ? a : b));
}
