import { type DeniedCall, toLogEvent, toRecord, toStoppedTask } from './records.ts';

/** One scene of the demo: a title for a person, and the input values it feeds. */
export type DemoScene = { readonly title: string; readonly records: () => Iterable<unknown> };

const TASK = '5f0c1d2e3b4a59687f6e5d4c3b2a1908';
const IMPLICIT_BOUNDARY = 'because no permissions boundary allows the sqs:SendMessage action';
const SCP =
  'with an explicit deny in a service control policy: arn:aws:organizations::999988887777:policy/o-example12/service_control_policy/p-guard0001';

const jobs = (operation: string): DeniedCall => ({
  role: 'VideoCatalogTaskRole',
  session: TASK,
  source: 'dynamodb',
  operation,
  action: `dynamodb:${operation}`,
  resource: 'arn:aws:dynamodb:us-west-2:111122223333:table/video-jobs',
});

const s3 = (role: string, operation: string, resource: string): DeniedCall => ({
  role,
  session: TASK,
  source: 's3',
  operation,
  action: `s3:${operation}`,
  resource: `"arn:aws:s3:::${resource}"`,
});

const model: DeniedCall = {
  role: 'VideoSpeechTaskRole',
  session: TASK,
  source: 'bedrock',
  operation: 'Converse',
  action: 'bedrock:InvokeModel',
  resource: 'arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-sonic-v1:0',
};

const secret: DeniedCall = {
  role: 'VideoSpeechExecutionRole',
  session: TASK,
  source: 'secretsmanager',
  operation: 'GetSecretValue',
  action: 'secretsmanager:GetSecretValue',
  resource: 'arn:aws:secretsmanager:us-west-2:111122223333:secret:video/speech/api-Ab12Cd',
};

const queue: DeniedCall = {
  role: 'VideoTrainingTaskRole',
  session: TASK,
  source: 'sqs',
  operation: 'SendMessage',
  action: 'sqs:SendMessage',
  resource: 'arn:aws:sqs:us-west-2:111122223333:training-done',
  tail: IMPLICIT_BOUNDARY,
};

const lookAtRole: DeniedCall = {
  role: 'VideoOpsToolsRole',
  session: 'nightly-inventory',
  source: 'iam',
  operation: 'GetRole',
  action: 'iam:GetRole',
  resource: 'role VideoCatalogTaskRole',
  tail: 'with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/service/VideoOpsToolsPolicy',
};

const accessKey: DeniedCall = {
  ...lookAtRole,
  role: 'VideoThumbnailTaskRole',
  operation: 'CreateAccessKey',
  action: 'iam:CreateAccessKey',
  resource: 'arn:aws:iam::111122223333:user/on-call',
  tail: 'because no identity-based policy allows the iam:CreateAccessKey action',
};

/** Copies in the storm scene. */
export const STORM_COPIES = 10_000;

const captions = s3('VideoTranscodeTaskRole', 'GetObject', 'example-video-captions/en/intro.vtt');
const thumbnail = s3('VideoThumbnailTaskRole', 'PutObject', 'example-video-previews/poster.jpg');
const features = s3(
  'VideoRecommenderTaskRole',
  'GetObject',
  'example-viewing-history/2026/all.csv',
);
const policyOfBucket = {
  ...s3('VideoCatalogTaskRole', 'PutBucketPolicy', 'example-video-masters'),
  tail: SCP,
};

/** The demo's events, in the order in which they arrive. */
export const DEMO_SCENES: readonly DemoScene[] = [
  {
    title: 'DynamoDB, from a line of the application’s log',
    records: () => [toLogEvent(jobs('Scan'), 1)],
  },
  {
    title: 'DynamoDB again, from CloudTrail: two more actions of the same role',
    records: () => [toRecord(jobs('Query'), 2), toRecord(jobs('DescribeTable'), 3)],
  },
  { title: 'Bedrock, from CloudTrail', records: () => [toRecord(model, 4)] },
  {
    title: 'S3, from CloudTrail, of a role that shares its policy',
    records: () => [toRecord(captions, 5)],
  },
  {
    title: 'An ECS task that could not start',
    records: () => [
      toStoppedTask(
        secret,
        'ResourceInitializationError: unable to pull secrets or registry auth: AccessDeniedException:',
        6,
      ),
    ],
  },
  { title: 'S3, of a role whose policy is full', records: () => [toRecord(features, 7)] },
  {
    title: 'A service control policy of the organisation',
    records: () => [toRecord(policyOfBucket, 8)],
  },
  { title: 'A permissions boundary', records: () => [toRecord(queue, 9)] },
  { title: 'An explicit deny', records: () => [toRecord(lookAtRole, 10)] },
  { title: 'A caller that asks for too much', records: () => [toRecord(accessKey, 11)] },
  {
    title: 'A near miss: an error that has nothing to do with access',
    records: () => [
      {
        ...toRecord(captions, 12),
        errorCode: 'NoSuchKey',
        errorMessage: 'The specified key does not exist.',
      },
    ],
  },
  {
    title: `A storm: ${STORM_COPIES.toLocaleString('en')} copies of one denial`,
    *records() {
      for (let n = 0; n < STORM_COPIES; n++) yield toRecord(thumbnail, 1000 + n);
    },
  },
];
