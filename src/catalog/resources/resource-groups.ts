import type { Group } from './row.ts';
import { athena, es, glue } from './services/analytics.ts';
import {
  cloudformation,
  ecr,
  ecs,
  elasticloadbalancing,
  lambda,
  servicediscovery,
} from './services/compute.ts';
import { elasticache, rds, rdsData, timestream } from './services/databases.ts';
import { bedrock, polly, rekognition } from './services/machine-learning.ts';
import {
  events,
  firehose,
  iot,
  kafka,
  kinesis,
  mq,
  scheduler,
  sns,
  sqs,
  states,
} from './services/messaging.ts';
import {
  appconfig,
  cloudfront,
  cloudwatch,
  logs,
  route53,
  ses,
  ssm,
} from './services/operations.ts';
import { cognitoIdentity, cognitoIdp, iam, kms, secretsmanager, sts } from './services/security.ts';
import { dynamodb, elasticfilesystem, s3 } from './services/storage.ts';

/** How the requests of a service name its resources, by IAM prefix. */
export const GROUPS: ReadonlyMap<string, readonly Group[]> = new Map(
  Object.entries({
    appconfig,
    athena,
    bedrock,
    cloudformation,
    cloudfront,
    cloudwatch,
    'cognito-identity': cognitoIdentity,
    'cognito-idp': cognitoIdp,
    dynamodb,
    ecr,
    ecs,
    elasticache,
    elasticfilesystem,
    elasticloadbalancing,
    es,
    events,
    firehose,
    glue,
    iam,
    iot,
    kafka,
    kinesis,
    kms,
    lambda,
    logs,
    mq,
    polly,
    rds,
    'rds-data': rdsData,
    rekognition,
    route53,
    s3,
    scheduler,
    secretsmanager,
    servicediscovery,
    ses,
    sns,
    sqs,
    ssm,
    states,
    sts,
    timestream,
  }),
);
