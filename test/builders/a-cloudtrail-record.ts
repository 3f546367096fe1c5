const MESSAGE =
  'User: arn:aws:sts::123456789012:assumed-role/MLPlatformECSTaskRole/0123456789abcdef0123456789abcdef is not authorized to perform: dynamodb:Scan on resource: arn:aws:dynamodb:us-east-1:123456789012:table/ml-jobs because no identity-based policy allows the dynamodb:Scan action';

/** A CloudTrail record of a denied Scan, as AWS writes it. */
export function aCloudTrailRecord(
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLE:0123456789abcdef0123456789abcdef',
      arn: 'arn:aws:sts::123456789012:assumed-role/MLPlatformECSTaskRole/0123456789abcdef0123456789abcdef',
      accountId: '123456789012',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          arn: 'arn:aws:iam::123456789012:role/app/MLPlatformECSTaskRole',
          accountId: '123456789012',
        },
      },
    },
    eventTime: '2026-11-21T09:00:00Z',
    eventSource: 'dynamodb.amazonaws.com',
    eventName: 'Scan',
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-sdk-js/3',
    errorCode: 'AccessDenied',
    errorMessage: MESSAGE,
    requestParameters: null,
    responseElements: null,
    eventID: '10e1548f-893e-46f6-852a-25a9f8cf93e1',
    eventType: 'AwsApiCall',
    recipientAccountId: '123456789012',
    ...changes,
  };
}

/** The record in the envelope in which EventBridge delivers it. */
export function anEnvelope(
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    version: '0',
    id: '6f9f5f5a-0000-4000-8000-000000000001',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.dynamodb',
    account: '123456789012',
    time: '2026-11-21T09:00:00Z',
    region: 'us-east-1',
    resources: [],
    detail: aCloudTrailRecord(),
    ...changes,
  };
}

/** A Fargate task that did not start, as ECS reports it. */
export function aStoppedTask(
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    taskArn: 'arn:aws:ecs:us-east-1:123456789012:task/prod/0123456789abcdef0123456789abcdef',
    clusterArn: 'arn:aws:ecs:us-east-1:123456789012:cluster/prod',
    group: 'service:api',
    lastStatus: 'STOPPED',
    desiredStatus: 'STOPPED',
    stopCode: 'TaskFailedToStart',
    stoppedReason: 'Task failed to start',
    containers: [],
    version: 5,
    ...changes,
  };
}
