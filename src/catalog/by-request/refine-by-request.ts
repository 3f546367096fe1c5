import { all, type Need } from '../need.ts';
import { refinePartiql, refineTransaction } from './dynamodb.ts';
import type { Refine } from './request.ts';
import { textIn } from './request.ts';
import { refineBucketCreation, refineCopy, refineObject, refinePublicAccessBlock } from './s3.ts';

/** Operations whose actions depend on what the request asks for, by `prefix:operation` in lower case. */
const REFINEMENTS: Readonly<Record<string, Refine>> = {
  'dynamodb:executestatement': refinePartiql,
  'dynamodb:batchexecutestatement': refinePartiql,
  'dynamodb:executetransaction': refinePartiql,
  'dynamodb:transactwriteitems': refineTransaction,
  's3:copyobject': refineCopy,
  's3:uploadpartcopy': refineCopy,
  's3:createbucket': refineBucketCreation,
  's3:getpublicaccessblock': refinePublicAccessBlock,
  's3:putpublicaccessblock': refinePublicAccessBlock,
  's3:deletepublicaccessblock': refinePublicAccessBlock,
  'elasticbeanstalk:updatetagsforresource': refineTags,
  'apigateway:tagresource': refineApiTags,
  'cloudtrail:listinsightsmetricdata': refineInsights,
};

/** The actions that this very request needs, where its parameters decide; else what the operation needs. */
export function refineByRequest(
  operation: string,
  need: Need,
  parameters: Readonly<Record<string, unknown>>,
): Need {
  const name = operation.toLowerCase();
  const own = Object.hasOwn(REFINEMENTS, name) ? REFINEMENTS[name] : undefined;
  if (own !== undefined) return own(need, parameters);
  return name.startsWith('s3:') ? refineObject(need, parameters) : need;
}

/** AWS Elastic Beanstalk API Reference, UpdateTagsForResource: one action for adding, one for removing. */
function refineTags(need: Need, parameters: Readonly<Record<string, unknown>>): Need {
  const asked = [
    ...(isFilled(parameters['tagsToAdd']) ? ['elasticbeanstalk:AddTags'] : []),
    ...(isFilled(parameters['tagsToRemove']) ? ['elasticbeanstalk:RemoveTags'] : []),
  ];
  return asked.length > 0 ? all(...asked) : need;
}

/** REST APIs are tagged by PUT, HTTP and WebSocket APIs by POST; the ARN tells which API it is. */
function refineApiTags(need: Need, parameters: Readonly<Record<string, unknown>>): Need {
  const arn = textIn(parameters, 'resourceArn') ?? '';
  if (arn.includes('::/apis/')) return all('apigateway:POST');
  return arn.includes('::/restapis/') ? all('apigateway:PUT') : need;
}

/** AWS CloudTrail API Reference, ListInsightsMetricData: a trail's data need a second action. */
function refineInsights(need: Need, parameters: Readonly<Record<string, unknown>>): Need {
  return textIn(parameters, 'trailName') === undefined
    ? need
    : all(...need.actions, 'cloudtrail:ListInsightsData');
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
