import { memoiseText } from '../../kernel/memo.ts';
import type { ActionLookup, ApiCall } from '../permission/action-lookup.ts';
import { guessPermission } from '../permission/guess-permission.ts';
import { dependentNext } from '../permission/dependent-next.ts';
import { likelyNext, type NamedArns } from '../permission/likely-next.ts';
import { partitionOf } from '../permission/partition.ts';
import { withRequestConditions } from '../permission/request-conditions.ts';
import type { RequiredPermission } from '../permission/required-permission.ts';
import { isTaskSession } from '../principal/ecs-role-of-session.ts';
import { parsePrincipalText } from '../principal/parse-principal-text.ts';
import { parseUserIdentity } from '../principal/parse-user-identity.ts';
import type { Principal } from '../principal/principal.ts';
import type { Denial, NotADenialReason, Reading } from './denial.ts';
import { isDenialCode } from './denial-code.ts';
import { asText, type Fields, fieldsOf, isFields, listOf, memberOf, textOf } from './fields.ts';
import { type DeniedText, judgeText } from './judge-text.ts';
import { withLiteralNames } from './literal-names.ts';
import { namedArns } from './named-arns.ts';
import { toRequestContext } from './request-context.ts';
import { type OtherEvidence, toRequired } from './required-permissions.ts';
import { type Expectation, findFault } from './unreadable.ts';

const text = (field: string, example: string, required = false): Expectation => ({
  field,
  expected: 'text',
  example: `"${example}"`,
  required,
});

const EXPECTATIONS: readonly Expectation[] = [
  text('eventSource', 'dynamodb.amazonaws.com', true),
  text('eventName', 'Scan', true),
  text('errorCode', 'AccessDenied'),
  text('errorMessage', 'User: arn:aws:iam::123456789012:user/a is not authorized to perform: …'),
  {
    field: 'userIdentity',
    expected: 'an object',
    example: '{"type": "AssumedRole", "arn": "arn:aws:sts::…"}',
    required: true,
  },
  text('eventID', '10e1548f-893e-46f6-852a-25a9f8cf93e1'),
  text('eventTime', '2026-11-21T09:00:00Z'),
  text('awsRegion', 'us-east-1'),
  text('recipientAccountId', '123456789012'),
];

const TELLING = ['eventName', 'userIdentity', 'eventVersion', 'awsRegion', 'recipientAccountId'];

/**
 * True for an object that has members which only a CloudTrail record has, a mangled one too: read as a
 * log line, its message would count without its checks. Lambda's own events say `aws:sqs`.
 */
export function isCloudTrailRecord(value: Fields): boolean {
  const source = asText(value['eventSource']);
  if (source !== null) return !source.startsWith('aws:');
  return 'eventSource' in value || TELLING.filter((name) => name in value).length >= 2;
}

/**
 * Reads one CloudTrail record. A denial is told by its error code, or by AWS's words under another
 * code; `lookup` names the actions of calls whose message does not.
 */
export function readCloudTrailRecord(record: Fields, lookup?: ActionLookup): Reading {
  const fault = findFault(record, EXPECTATIONS);
  if (fault) return fault;
  const code = asText(record['errorCode']);
  const message = asText(record['errorMessage']);
  if (code === null && message === null) return notADenial('success');
  const judged = judgeText(message ?? '');
  const byCode = isDenialCode(code ?? '');
  if (judged.kind === 'denied' && (byCode || judged.certain))
    return toDenial(record, judged, lookup);
  if (judged.kind === 'not-a-denial' && isNearMiss(judged.reason)) return judged;
  return byCode ? toDenial(record, SILENT, lookup) : notADenial('other-error');
}

/** AWS's own code outweighs words that only look like another system's; these reasons outweigh the code. */
function isNearMiss(reason: NotADenialReason): boolean {
  return reason === 'account-setting' || reason === 'mfa-or-password' || reason === 'other-error';
}

function toDenial(record: Fields, judged: DeniedText, lookup?: ActionLookup): Reading {
  const identity = fieldsOf(record, 'userIdentity');
  const principal = toPrincipal(identity, judged, asText(record['userAgent']));
  const call = toCall(record, identity, principal);
  const required = withRequestConditions(
    withLiteralNames(toRequired(judged, toEvidence(call, lookup)), call.requestParameters),
    call.requestParameters,
  );
  return {
    kind: 'denial',
    source: 'cloudtrail',
    eventId: asText(record['eventID']),
    sharedEventId: asText(record['sharedEventID']),
    eventTime: asText(record['eventTime']),
    account: accountOf(record, identity),
    region: asText(record['awsRegion']),
    principal,
    operation: { eventSource: call.eventSource, eventName: call.eventName },
    required,
    alsoLikely: toLikely(required, lookup, () =>
      namedArns(call.requestParameters, [
        ...(call.resources ?? []),
        asText(record['errorMessage']),
      ]),
    ),
    cause: isEndpointDenial(record, judged) ? 'vpce-policy-missing' : judged.sentence.cause,
    denyingPolicyArn: judged.sentence.denyingPolicyArn ?? null,
    authorizationId: judged.sentence.authorizationId ?? null,
    context: withConditions(toRequestContext(record, principal), required),
    ecs: null,
    encodedMessage: judged.sentence.encodedMessage,
  };
}

/** What the cited rules say comes next, and what AWS lists as needed beside the denied actions. */
function toLikely(
  required: readonly RequiredPermission[],
  lookup: ActionLookup | undefined,
  named: () => NamedArns,
): readonly RequiredPermission[] {
  const likely = likelyNext(required, named);
  const dependentsOf = lookup?.dependentsOf;
  if (dependentsOf === undefined) return likely;
  const dependent = dependentNext(required, likely, dependentsOf, named);
  return dependent.length === 0 ? likely : [...likely, ...dependent];
}

function withConditions(
  context: Denial['context'],
  required: readonly RequiredPermission[],
): Denial['context'] {
  if (required.every(({ condition }) => condition === undefined)) return context;
  const known = required.flatMap(({ condition }) => condition ?? []);
  return { ...context, ...Object.fromEntries(known.map(({ key, value }) => [key, [value]])) };
}

function toEvidence(call: ApiCall, lookup?: ActionLookup): OtherEvidence {
  return {
    arns: call.resources ?? [],
    lookUp: () => lookup?.(call) ?? [guessPermission(call)],
    narrow: (denied) => lookup?.(call, denied),
  };
}

function toCall(record: Fields, identity: Fields, principal: Principal): ApiCall {
  const parameters = memberOf(record, 'requestParameters');
  const additional = memberOf(record, 'additionalEventData');
  return {
    eventSource: asText(record['eventSource']) ?? '',
    eventName: asText(record['eventName']) ?? '',
    requestParameters: isFields(parameters) ? parameters : null,
    additionalEventData: isFields(additional) ? additional : null,
    partition: partitionOf(principal.arn, asText(record['awsRegion'])),
    region: asText(record['awsRegion']),
    account: accountOf(record, identity),
    resources: resourceArns(record),
  };
}

function accountOf(record: Fields, identity: Fields): string | null {
  return asText(record['recipientAccountId']) ?? asText(identity['accountId']);
}

/** The identity that AWS recorded; the sentence's words only where it recorded none. */
function toPrincipal(identity: Fields, judged: DeniedText, userAgent: string | null): Principal {
  const recorded = parseUserIdentity(identity);
  const principal =
    recorded.kind === 'unknown' ? parsePrincipalText(judged.sentence.principalText) : recorded;
  const agent = isTaskSession(principal.session) && isEcsAgent(userAgent ?? '');
  return agent ? { ...principal, ecsRole: 'execution' } : principal;
}

// Every task's session comes by here; there are few user agents, and long ones.
const isEcsAgent = memoiseText((userAgent) => /amazon[ -]ecs[ -]agent/i.test(userAgent), {
  most: 500,
  longest: 512,
});

function resourceArns(record: Fields): readonly string[] {
  const resources = listOf(record, 'resources');
  if (resources.length === 0) return [];
  const arns = resources.map((one) => textOf(one, 'ARN') ?? textOf(one, 'arn'));
  return [...new Set(arns.filter((arn) => arn !== null))];
}

/** Network activity events carry their cause in the code and may have no text. */
function isEndpointDenial(record: Fields, judged: DeniedText): boolean {
  const endpoint =
    asText(record['errorCode']) === 'VpceAccessDenied' ||
    asText(record['eventType']) === 'AwsVpceEvent';
  return endpoint && judged.sentence.cause === 'unspecified';
}

const SILENT: DeniedText = {
  kind: 'denied',
  sentence: {
    principalText: undefined,
    action: undefined,
    resourceText: undefined,
    cause: 'unspecified',
    denyingPolicyArn: undefined,
    authorizationId: undefined,
    encodedMessage: undefined,
    operationName: undefined,
    foreign: false,
  },
  actions: [],
  actionFrom: 'message',
  next: [],
  ecsRole: null,
  certain: false,
};

function notADenial(reason: NotADenialReason): Reading {
  return { kind: 'not-a-denial', reason };
}
