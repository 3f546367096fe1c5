import { all, any } from '../need.ts';
import type { Exception } from './exception.ts';

const BEDROCK = 'Amazon Bedrock API Reference';
const BUDGETS =
  'AWS Cost Management User Guide, “Actions, resources, and condition keys for AWS Budgets”';
const SQS =
  'Amazon SQS Developer Guide, “Amazon SQS API permissions: Actions and resource reference”';
const TAX = 'AWS Tax Settings API Reference';

/** The services with few exceptions, by their prefix. */
export const OTHER_EXCEPTIONS: Readonly<Record<string, readonly Exception[]>> = {
  bedrock: [
    {
      operations: ['Converse', 'InvokeModelWithBidirectionalStream', 'StartAsyncInvoke'],
      need: all('bedrock:InvokeModel'),
      source: `${BEDROCK}, Converse, InvokeModelWithBidirectionalStream and StartAsyncInvoke`,
    },
    {
      operations: ['ConverseStream'],
      need: all('bedrock:InvokeModelWithResponseStream'),
      source: `${BEDROCK}, ConverseStream`,
    },
  ],
  budgets: [
    {
      operations: [
        'CreateBudget',
        'UpdateBudget',
        'DeleteBudget',
        'CreateNotification',
        'UpdateNotification',
        'DeleteNotification',
        'CreateSubscriber',
        'UpdateSubscriber',
        'DeleteSubscriber',
      ],
      need: all('budgets:ModifyBudget'),
      source: BUDGETS,
    },
    {
      operations: [
        'DescribeBudget',
        'DescribeBudgets',
        'DescribeBudgetPerformanceHistory',
        'DescribeBudgetNotificationsForAccount',
        'DescribeNotificationsForBudget',
        'DescribeSubscribersForNotification',
      ],
      need: all('budgets:ViewBudget'),
      source: BUDGETS,
    },
  ],
  cloudfront: [
    {
      operations: ['CreateDistributionWithTags'],
      need: all('cloudfront:CreateDistribution', 'cloudfront:TagResource'),
      source: 'Amazon CloudFront API Reference, CreateDistributionWithTags',
    },
  ],
  cloudtrail: [
    {
      operations: ['ListInsightsMetricData'],
      need: all('cloudtrail:LookupEvents'),
      source: 'AWS CloudTrail API Reference, ListInsightsMetricData',
    },
  ],
  elasticbeanstalk: [
    {
      operations: ['UpdateTagsForResource'],
      need: any('elasticbeanstalk:AddTags', 'elasticbeanstalk:RemoveTags'),
      source: 'AWS Elastic Beanstalk API Reference, UpdateTagsForResource',
    },
  ],
  'execute-api': [
    {
      operations: ['PostToConnection', 'GetConnection', 'DeleteConnection'],
      need: all('execute-api:ManageConnections'),
      source: 'Service Authorization Reference, Amazon API Gateway (execute-api)',
    },
  ],
  kms: [
    {
      operations: ['ReEncrypt'],
      need: all('kms:ReEncryptFrom', 'kms:ReEncryptTo'),
      source: 'AWS KMS API Reference, ReEncrypt: on the source key and on the destination key',
    },
  ],
  lambda: [
    {
      operations: ['GetLayerVersionByArn'],
      need: all('lambda:GetLayerVersion'),
      source: 'Service Authorization Reference, AWS Lambda',
    },
  ],
  sns: [
    {
      operations: ['PublishBatch'],
      need: all('sns:Publish'),
      source: 'Amazon SNS Developer Guide, “Amazon SNS API permissions”',
    },
  ],
  sqs: ['SendMessage', 'DeleteMessage', 'ChangeMessageVisibility'].map((action) => ({
    operations: [`${action}Batch`],
    need: all(`sqs:${action}`),
    source: SQS,
  })),
  ssm: [
    {
      operations: ['RegisterDefaultHostManagementConfiguration'],
      need: all('ssm:GetServiceSetting', 'ssm:UpdateServiceSetting', 'iam:GetRole', 'iam:PassRole'),
      source: 'AWS Systems Manager API Reference, RegisterDefaultHostManagementConfiguration',
    },
    {
      operations: ['DeregisterDefaultHostManagementConfiguration'],
      need: all('ssm:GetServiceSetting', 'ssm:ResetServiceSetting'),
      source: 'AWS Systems Manager API Reference, DeregisterDefaultHostManagementConfiguration',
    },
  ],
  tax: [
    {
      operations: ['BatchGetTaxExemptions', 'GetTaxExemptionTypes', 'ListTaxExemptions'],
      need: all('tax:GetExemptions'),
      source: `${TAX}, BatchGetTaxExemptions, GetTaxExemptionTypes and ListTaxExemptions`,
    },
    {
      operations: ['PutTaxExemption'],
      need: all('tax:UpdateExemptions'),
      source: `${TAX}, PutTaxExemption`,
    },
  ],
};
