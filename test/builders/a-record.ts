/** A CloudTrail record of a denied DynamoDB call; `n` makes it one of a series over a few roles and tables. */
export function aDenialRecord(
  n = 0,
  changes: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const role = `web-${n % 7}`;
  const session = `arn:aws:sts::111122223333:assumed-role/${role}/0a1b2c3d4e5f60718293a4b5c6d7e8f9`;
  const table = `arn:aws:dynamodb:eu-west-1:111122223333:table/orders-${n % 11}`;
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLEEXAMPLE123:0a1b2c3d4e5f60718293a4b5c6d7e8f9',
      arn: session,
      accountId: '111122223333',
      accessKeyId: 'ASIAEXAMPLEEXAMPLE12',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROAEXAMPLEEXAMPLE123',
          arn: `arn:aws:iam::111122223333:role/shop/${role}`,
          accountId: '111122223333',
          userName: role,
        },
        attributes: { creationDate: '2026-03-01T08:00:00Z', mfaAuthenticated: 'false' },
      },
    },
    eventTime: new Date(Date.UTC(2026, 2, 1, 8) + n * 1000).toISOString().replace('.000', ''),
    eventSource: 'dynamodb.amazonaws.com',
    eventName: 'Query',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '10.0.12.34',
    userAgent: 'aws-sdk-js/3.700.0 os/linux lang/js md/nodejs#24.1.0',
    errorCode: 'AccessDenied',
    errorMessage: `User: ${session} is not authorized to perform: dynamodb:Query on resource: ${table} because no identity-based policy allows the dynamodb:Query action`,
    requestParameters: { tableName: `orders-${n % 11}` },
    responseElements: null,
    requestID: `R${String(n).padStart(10, '0')}`,
    eventID: `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: false,
    recipientAccountId: '111122223333',
    eventCategory: 'Data',
    ...changes,
  };
}
