/** Builds CloudTrail records, log events and ECS events in the shape that AWS gives them, for the demo. */

const ACCOUNT = '111122223333';
const REGION = 'us-west-2';
const MISSING = 'because no identity-based policy allows the';

/** A denied call of a role of the sample account; `tail` replaces the reason "no identity-based policy". */
export type DeniedCall = {
  readonly role: string;
  readonly session: string;
  readonly source: string;
  readonly operation: string;
  readonly action: string;
  readonly resource: string;
  readonly tail?: string;
};

const COPIES_START = Date.parse('2026-03-02T03:10:00Z');

/** A CloudTrail record of a denied call; `n` makes its event id and time. */
export function toRecord(call: DeniedCall, n: number): Record<string, unknown> {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      arn: sessionArn(call),
      accountId: ACCOUNT,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          arn: `arn:aws:iam::${ACCOUNT}:role/service/${call.role}`,
          accountId: ACCOUNT,
          userName: call.role,
        },
      },
    },
    eventTime: timeOf(n),
    eventSource: `${call.source}.amazonaws.com`,
    eventName: call.operation,
    awsRegion: REGION,
    sourceIPAddress: '10.0.4.17',
    userAgent: 'aws-sdk-js/3 lang/js md/nodejs',
    errorCode: 'AccessDenied',
    errorMessage: toSentence(call),
    requestParameters: null,
    responseElements: null,
    eventID: eventIdOf(n),
    eventType: 'AwsApiCall',
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
  };
}

/** AWS's sentence for a denied call. */
export function toSentence(call: DeniedCall): string {
  const tail = call.tail ?? `${MISSING} ${call.action} action`;
  return `User: ${sessionArn(call)} is not authorized to perform: ${call.action} on resource: ${call.resource} ${tail}`;
}

/** A line of an application's log, as CloudWatch Logs hands it over. */
export function toLogEvent(call: DeniedCall, n: number): Record<string, unknown> {
  const message = `ERROR worker failed: AccessDeniedException: ${toSentence(call)}`;
  return { id: eventIdOf(n), timestamp: Date.parse(timeOf(n)), message };
}

/** The ECS event of a task that did not start. */
export function toStoppedTask(call: DeniedCall, text: string, n: number): Record<string, unknown> {
  return {
    version: '0',
    id: eventIdOf(n),
    'detail-type': 'ECS Task State Change',
    source: 'aws.ecs',
    account: ACCOUNT,
    time: timeOf(n),
    region: REGION,
    detail: {
      clusterArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/video`,
      taskArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:task/video/${call.session}`,
      group: 'service:video-speech',
      lastStatus: 'STOPPED',
      stopCode: 'TaskFailedToStart',
      stoppedReason: `${text} ${toSentence(call)}`,
      containers: [],
      version: 3,
    },
  };
}

function sessionArn({ role, session }: DeniedCall): string {
  return `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${session}`;
}

function timeOf(n: number): string {
  return new Date(COPIES_START + n * 1000).toISOString().replace('.000Z', 'Z');
}

function eventIdOf(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}
