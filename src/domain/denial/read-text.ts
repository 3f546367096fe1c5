import { isTaskSession } from '../principal/ecs-role-of-session.ts';
import { parsePrincipalText } from '../principal/parse-principal-text.ts';
import { likelyNext } from '../permission/likely-next.ts';
import type { RequiredPermission } from '../permission/required-permission.ts';
import type { EcsRole, Principal } from '../principal/principal.ts';
import type { Denial, Reading } from './denial.ts';
import { type DeniedText, judgeText } from './judge-text.ts';
import { namedArns } from './named-arns.ts';
import { toRequired } from './required-permissions.ts';

/** Reads an error text as people paste it or an application logs it. Never throws. */
export function readText(text: string): Reading {
  const judged = judgeText(text);
  return judged.kind === 'denied' ? toTextDenial(judged, null, text) : judged;
}

/**
 * The denial of a text alone: account and region are those of the ARNs in it, where these have them.
 * `defaultEcsRole` is whose call it was if a session is named for a task and nothing else tells;
 * `text` is where the KMS keys that it names are looked for.
 */
export function toTextDenial(
  judged: DeniedText,
  defaultEcsRole: EcsRole | null = null,
  text = '',
): Denial {
  const { sentence } = judged;
  const principal = toPrincipal(judged, defaultEcsRole);
  const required = toRequired(judged, { arns: [], lookUp: () => [], narrow: () => undefined });
  return {
    kind: 'denial',
    source: 'log-line',
    eventId: null,
    sharedEventId: null,
    eventTime: null,
    account: partOf(principal.arn, 4, /^\d{12}$/),
    region: partOf(sentence.resourceText, 3, /^[a-z]{2}(?:-[a-z]{2,10}){1,3}-\d$/),
    principal,
    operation: toOperation(sentence.operationName),
    required,
    alsoLikely: toLikely(judged, required, text),
    cause: sentence.cause,
    denyingPolicyArn: sentence.denyingPolicyArn ?? null,
    authorizationId: sentence.authorizationId ?? null,
    context: {},
    ecs: null,
    ...(required.length === 0 &&
      sentence.resourceText !== undefined && { namedResource: sentence.resourceText }),
    ...(sentence.encodedMessage !== undefined && { encodedMessage: sentence.encodedMessage }),
  };
}

/** What the ECS agent asks for after its stage, and what follows from the permissions themselves. */
function toLikely(
  { next }: DeniedText,
  required: readonly RequiredPermission[],
  text: string,
): Denial['alsoLikely'] {
  const known = likelyNext(required, () => namedArns(null, [text]));
  const ofStage = next
    .filter((action) => !known.some((one) => one.action === action))
    .map(
      (action) => ({ action, resources: [], basis: 'exception', confidence: 'medium' }) as const,
    );
  return [...known, ...ofStage];
}

/** A session's name tells the role better than the stage: an instance pulls images with its own role. */
function toPrincipal(judged: DeniedText, defaultEcsRole: EcsRole | null): Principal {
  const principal = parsePrincipalText(judged.sentence.principalText);
  const fallback = isTaskSession(principal.session)
    ? (taskRoleOf(judged.actions) ?? defaultEcsRole)
    : null;
  return { ...principal, ecsRole: principal.ecsRole ?? judged.ecsRole ?? fallback };
}

/** ECS Exec and EFS mounts use the task role (ECS Developer Guide, "ECS Exec" and "Amazon EFS volumes"). */
function taskRoleOf(actions: readonly string[]): EcsRole | null {
  const byTask = /^(?:ssmmessages:|elasticfilesystem:client)/i;
  return actions.some((action) => byTask.test(action)) ? 'task' : null;
}

function toOperation(operationName: string | undefined): Denial['operation'] {
  return operationName === undefined ? null : { eventSource: '', eventName: operationName };
}

function partOf(arn: string | null | undefined, index: number, form: RegExp): string | null {
  const part = arn?.startsWith('arn:') ? arn.split(':', index + 1)[index] : undefined;
  return part !== undefined && form.test(part) ? part : null;
}
