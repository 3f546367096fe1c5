import type { EcsPlace, NotADenialReason, Reading } from './denial.ts';
import { type Fields, fieldsOf, listOf, textOf } from './fields.ts';
import { judgeText, type TextJudgement } from './judge-text.ts';
import { toTextDenial } from './read-text.ts';
import { type Expectation, findFault } from './unreadable.ts';

/** What an event's envelope tells about it; null where there is no envelope. */
export type EcsEnvelope = {
  readonly eventId: string | null;
  readonly eventTime: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly service: string | null;
};

export const NO_ENVELOPE: EcsEnvelope = {
  eventId: null,
  eventTime: null,
  account: null,
  region: null,
  service: null,
};

const TASK: readonly Expectation[] = [
  { field: 'lastStatus', expected: 'text', example: '"STOPPED"', required: true },
  {
    field: 'taskArn',
    expected: 'text',
    example: '"arn:aws:ecs:…:task/cluster/id"',
    required: false,
  },
  {
    field: 'stoppedReason',
    expected: 'text',
    example: '"ResourceInitializationError: …"',
    required: false,
  },
  { field: 'stopCode', expected: 'text', example: '"TaskFailedToStart"', required: false },
];

/** True for a task as ECS describes it, in an event or by DescribeTasks. */
export function isEcsTask(value: Fields): boolean {
  return 'taskArn' in value || 'stoppedReason' in value;
}

/** Reads a task as ECS describes it; only a stopped one tells of a denial. */
export function readEcsTask(task: Fields, envelope: EcsEnvelope): Reading {
  const fault = findFault(task, TASK);
  if (fault) return fault;
  if (textOf(task, 'lastStatus') !== 'STOPPED') return notADenial('not-stopped');
  // Whoever stops a task by hand chooses its reason (ECS API Reference, StopTask): it is nobody's denial.
  const isOwnReason = textOf(task, 'stopCode') !== 'UserInitiated';
  const places = [...(isOwnReason ? [task] : []), ...listOf(task, 'containers')];
  const reasons = places.map((place) => textOf(place, 'stoppedReason') ?? textOf(place, 'reason'));
  const judged = strongest(reasons.filter((reason) => reason !== null).map(judgeText));
  return toReading(judged, task, {
    ...envelope,
    eventTime: envelope.eventTime ?? textOf(task, 'stoppedAt'),
  });
}

const SERVICE_EVENT: readonly Expectation[] = [
  {
    field: 'reason',
    expected: 'text',
    example: '"ECS was unable to assume the role …"',
    required: false,
  },
];

/** Reads the detail of a service's or deployment's event: the text is in `reason`. */
export function readEcsServiceEvent(detail: Fields, envelope: EcsEnvelope): Reading {
  const fault = findFault(detail, SERVICE_EVENT);
  if (fault) return fault;
  return toReading(judgeText(textOf(detail, 'reason') ?? ''), detail, envelope);
}

/** Of several reasons the denial, else what can be told least: a cut text must not pass for harmless. */
function strongest(judged: readonly TextJudgement[]): TextJudgement {
  return (
    judged.find((one) => one.kind === 'denied') ??
    judged.find((one) => one.kind === 'unreadable') ??
    judged.find((one) => one.kind === 'not-a-denial' && one.reason !== 'no-denial-text') ??
    notADenial('no-denial-text')
  );
}

function toReading(judged: TextJudgement, detail: Fields, envelope: EcsEnvelope): Reading {
  if (judged.kind !== 'denied') return judged;
  // A task that never started made no call of its own: the session that is named for it was the agent's.
  const failedToStart = textOf(detail, 'stopCode') === 'TaskFailedToStart';
  const denial = toTextDenial(judged, failedToStart ? 'execution' : null);
  const taskArn = textOf(detail, 'taskArn') ?? textOf(detail, 'clusterArn') ?? '';
  const [, , , region, account] = taskArn.split(':');
  return {
    ...denial,
    source: 'ecs-task-stopped',
    eventId: envelope.eventId,
    eventTime: envelope.eventTime,
    account: envelope.account ?? nonEmpty(account) ?? denial.account,
    region: envelope.region ?? nonEmpty(region) ?? denial.region,
    principal: { ...denial.principal, arn: denial.principal.arn ?? overriddenRole(detail, denial) },
    ecs: toPlace(detail, envelope),
  };
}

/** A task may be run with other roles than its definition names; the event then has their ARNs. */
function overriddenRole(detail: Fields, { principal }: { principal: { ecsRole: string | null } }) {
  const overrides = fieldsOf(detail, 'overrides');
  if (principal.ecsRole === 'execution') return textOf(overrides, 'executionRoleArn');
  return principal.ecsRole === 'task' ? textOf(overrides, 'taskRoleArn') : null;
}

function toPlace(detail: Fields, envelope: EcsEnvelope): EcsPlace {
  const group = textOf(detail, 'group');
  const taskDefinition = textOf(detail, 'taskDefinitionArn');
  return {
    cluster: lastPart(textOf(detail, 'clusterArn')),
    service: group?.startsWith('service:') ? group.slice(8) : lastPart(envelope.service),
    task: lastPart(textOf(detail, 'taskArn')),
    ...(taskDefinition !== null && { taskDefinition }),
  };
}

function lastPart(arn: string | null): string | null {
  return arn === null ? null : arn.slice(arn.lastIndexOf('/') + 1);
}

function nonEmpty(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

function notADenial(reason: NotADenialReason): { kind: 'not-a-denial'; reason: NotADenialReason } {
  return { kind: 'not-a-denial', reason };
}
