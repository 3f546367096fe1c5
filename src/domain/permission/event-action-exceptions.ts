import { memoise } from '../../kernel/memo.ts';
import type { ActionLookup, ApiCall } from './action-lookup.ts';
import type { RequiredPermission } from './required-permission.ts';
import { prefixOfEventSource, toOperationName } from './service-prefix.ts';

/**
 * CloudTrail events whose action has another name, the most frequent ones, until the generated
 * catalogue knows all. Source: facts/mapping.md section 4 (S3, Lambda and SQS in AWS's service
 * authorization reference and API pages; Bedrock in the Converse API's page).
 */
const ACTION_OF_EVENT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    's3:ListBuckets': 's3:ListAllMyBuckets',
    's3:ListObjects': 's3:ListBucket',
    's3:ListObjectsV2': 's3:ListBucket',
    's3:HeadBucket': 's3:ListBucket',
    's3:HeadObject': 's3:GetObject',
    's3:ListObjectVersions': 's3:ListBucketVersions',
    's3:ListMultipartUploads': 's3:ListBucketMultipartUploads',
    's3:ListParts': 's3:ListMultipartUploadParts',
    's3:CreateMultipartUpload': 's3:PutObject',
    's3:UploadPart': 's3:PutObject',
    's3:CompleteMultipartUpload': 's3:PutObject',
    's3:PostObject': 's3:PutObject',
    's3:DeleteObjects': 's3:DeleteObject',
    's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
    's3:PutBucketEncryption': 's3:PutEncryptionConfiguration',
    's3:GetBucketLifecycle': 's3:GetLifecycleConfiguration',
    's3:PutBucketLifecycle': 's3:PutLifecycleConfiguration',
    's3:GetBucketReplication': 's3:GetReplicationConfiguration',
    's3:PutBucketReplication': 's3:PutReplicationConfiguration',
    'lambda:Invoke': 'lambda:InvokeFunction',
    'lambda:InvokeWithResponseStream': 'lambda:InvokeFunction',
    'sqs:SendMessageBatch': 'sqs:SendMessage',
    'sqs:DeleteMessageBatch': 'sqs:DeleteMessage',
    'sns:PublishBatch': 'sns:Publish',
    'bedrock:Converse': 'bedrock:InvokeModel',
    'bedrock:ConverseStream': 'bedrock:InvokeModelWithResponseStream',
  }),
);

/** The look-up that is there without a catalogue: a few cited exceptions, and nothing else. */
export const lookUpException: ActionLookup = (call) => {
  const action = ACTION_OF_EVENT.get(toNaiveAction(call));
  return action === undefined
    ? undefined
    : [{ action, resources: [], basis: 'exception', confidence: 'medium' }];
};

/** What an unknown call probably needs: the permission of its own name. Never granted, only shown. */
export function guessPermission(call: ApiCall): RequiredPermission {
  return { action: toNaiveAction(call), resources: [], basis: 'unknown', confidence: 'low' };
}

function toNaiveAction({ eventSource, eventName }: ApiCall): string {
  return toAction({ eventSource, eventName });
}

type CallName = Pick<ApiCall, 'eventSource' | 'eventName'>;

const toAction = memoise(
  ({ eventSource, eventName }: CallName) =>
    `${prefixOfEventSource(eventSource)}:${toOperationName(eventName)}`,
  {
    most: 2000,
    isSmall: ({ eventSource, eventName }) => eventSource.length + eventName.length <= 256,
    bucketOf: ({ eventName }) => eventName,
    isSame: (one, other) =>
      one.eventName === other.eventName && one.eventSource === other.eventSource,
  },
);
