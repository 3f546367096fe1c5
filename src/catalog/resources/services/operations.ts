import { anything, around, matching, name, number, part } from '../forms.ts';
import { type Form, type Group, from, oneOf, row } from '../row.ts';

// Source: AWS Systems Manager User Guide, “Parameter names”: the ARN leaves the first `/` out.
const parameter = part(/^\/?([\w.-][\w./-]{0,1010})(?::[\w.-]{1,100})?$/);
const managed = matching(/^mi-[0-9a-f]{17}$/);
const instance = matching(/^i-[0-9a-f]{8}(?:[0-9a-f]{9})?$/);
const TARGETS = 'instanceIds[]|instanceId|target|resourceId';
// Source: AWS Systems Manager User Guide, “StartSession”: `ecs:CLUSTER_TASK_RUNTIME`.
const ecsTask: Form = (value, place) => {
  const [cluster = '', task = ''] =
    /^ecs:([\w-]{1,255})_([0-9a-f]{8,64})_[\w-]{1,200}$/.exec(value)?.slice(1) ?? [];
  return task === '' ? [] : name(cluster, place).map((one) => `${one}/${task}`);
};
// Documents whose names start so are AWS's own, and their ARNs have no account (same guide, “Documents”).
const document = matching(/^[\w.-]{3,128}$/);
const ownDocument = matching(/^(?!AWS-|AWS[A-Z][\w]{0,40}-)[\w.-]{3,128}$/);
const awsDocument: Form = (value, place) =>
  ownDocument(value, place).length > 0 ? [] : document(value, place);
const DOCUMENTS = 'documentName|name';

/** Source: AWS Systems Manager API Reference. A path is granted as the call names it: it covers what is below. */
export const ssm: readonly Group[] = [
  oneOf(
    row(
      'parameter',
      { ParameterNameWithoutLeadingSlash: from('path|name|names[]', parameter) },
      { arn: 'name|names[]' },
    ),
    row(
      'parameter',
      { ParameterNameWithoutLeadingSlash: from('resourceId', parameter) },
      { when: ({ parameters }) => parameters['resourceType'] === 'Parameter' },
    ),
  ),
  oneOf(
    row('document', { DocumentName: from(DOCUMENTS, ownDocument) }, { arn: DOCUMENTS }),
    row('document', {
      DocumentName: from(DOCUMENTS, awsDocument),
      Account: from(DOCUMENTS, () => ['']),
    }),
  ),
  oneOf(
    row('instance', { InstanceId: from(TARGETS, instance) }),
    row('managed-instance', { InstanceId: from(TARGETS, managed) }),
    row('task', { TaskId: from('target', ecsTask) }),
  ),
  oneOf(row('session', { SessionId: from('sessionId', name) })),
  oneOf(row('maintenancewindow', { ResourceId: from('windowId', matching(/^mw-[0-9a-f]{17}$/)) })),
  oneOf(row('association', { AssociationId: from('associationId', name) })),
  oneOf(
    row('automation-execution', { AutomationExecutionId: from('automationExecutionId', name) }),
  ),
];

const LOG_GROUP =
  /^(?:arn:[a-z-]{1,20}:logs:[a-z0-9-]{1,30}:\d{12}:log-group:)?([\w./#-]{1,512})(?::\*)?$/;
const GROUP_PATHS =
  'logGroupName|logGroupIdentifier|logGroupIdentifiers[]|logGroupNames[]|logGroupArn';
const logGroup = part(LOG_GROUP);

/** Source: Amazon CloudWatch Logs User Guide, “Resources”: a policy names a group with `:*`. */
export const logs: readonly Group[] = [
  oneOf(
    row('log-stream', {
      LogGroupName: from(GROUP_PATHS, logGroup),
      LogStreamName: from('logStreamName', matching(/^[^:*]{1,512}$/)),
    }),
    row('log-group', { LogGroupName: from(GROUP_PATHS, around('', logGroup, ':*')) }),
  ),
  oneOf(row('destination', { DestinationName: from('destinationName', name) })),
];

/** Source: Amazon CloudWatch API Reference. Alarm names take every character, so their patterns are escaped. */
export const cloudwatch: readonly Group[] = [
  oneOf(
    row('alarm', { AlarmName: from('alarmName|alarmNames[]', anything) }, { arn: 'resourceARN' }),
    row('dashboard', { DashboardName: from('dashboardName|dashboardNames[]', name) }),
    row('insight-rule', { InsightRuleName: from('ruleName|ruleNames[]', name) }),
    row('metric-stream', { MetricStreamName: from('name|names[]', name) }),
  ),
];

const application = from('applicationIdentifier|applicationId|application', name);
const environment = from('environmentIdentifier|environmentId|environment', name);
const profile = from('configurationProfileIdentifier|configurationProfileId|configuration', name);

/** Source: AWS AppConfig API Reference. GetLatestConfiguration has only a token: unknown. */
export const appconfig: readonly Group[] = [
  oneOf(row('application', { ApplicationId: application })),
  oneOf(row('environment', { ApplicationId: application, EnvironmentId: environment })),
  oneOf(
    row('configurationprofile', { ApplicationId: application, ConfigurationProfileId: profile }),
  ),
  oneOf(
    row('configuration', {
      ApplicationId: application,
      EnvironmentId: environment,
      ConfigurationProfileId: profile,
    }),
  ),
  oneOf(row('deploymentstrategy', { DeploymentStrategyId: from('deploymentStrategyId', name) })),
  oneOf(
    row('deployment', {
      ApplicationId: application,
      EnvironmentId: environment,
      DeploymentNumber: from('deploymentNumber', number),
    }),
  ),
];

const onAny = from('distributionId|id', matching(/^[A-Z0-9]{8,20}$/));
const policyId = from('id', matching(/^[0-9a-f-]{36}$/));

/** Source: Amazon CloudFront API Reference. */
export const cloudfront: readonly Group[] = [
  oneOf(
    row('distribution', { DistributionId: onAny }, { arn: 'resource' }),
    row('streaming-distribution', { DistributionId: onAny }),
    row('origin-access-control', { Id: onAny }),
    row('origin-access-identity', { Id: onAny }),
    row('cache-policy', { Id: policyId }),
    row('origin-request-policy', { Id: policyId }),
    row('response-headers-policy', { Id: policyId }),
    row('function', { Name: from('name', name) }),
    row('key-value-store', { Name: from('name', name) }),
  ),
];

/** Source: Amazon Route 53 API Reference: ids come with their path or without. */
export const route53: readonly Group[] = [
  oneOf(
    row('hostedzone', {
      Id: from('hostedZoneId|id|resourceId', part(/^(?:\/?hostedzone\/)?(Z[A-Z0-9]{1,31})$/)),
    }),
    row('healthcheck', { Id: from('healthCheckId|resourceId', matching(/^[0-9a-f-]{36}$/)) }),
    row('change', { Id: from('id', part(/^(?:\/?change\/)?(C[A-Z0-9]{1,31})$/)) }),
  ),
];

// Source: Amazon SES Developer Guide, “Sending authorization”: an address, or the domain of it.
const ADDRESS = /^(?:[^<>]{0,300}<)?([\w.+=-]{1,64}@[A-Za-z0-9.-]{1,253})>?$/;
const SENDER = 'source|fromEmailAddress|emailIdentity|identity';
const identity: Form = (value, place) => {
  const address = part(ADDRESS)(value, place);
  return address.length > 0 ? address : matching(/^[A-Za-z0-9.-]{3,253}$/)(value, place);
};

/** Source: Amazon SES API References, versions 1 and 2. */
export const ses: readonly Group[] = [
  oneOf(
    row(
      'identity',
      { IdentityName: from(SENDER, identity) },
      { arn: 'sourceArn|fromEmailAddressIdentityArn' },
    ),
  ),
  oneOf(row('configuration-set', { ConfigurationSetName: from('configurationSetName', name) })),
  oneOf(
    row('template', {
      TemplateName: from('templateName|template|content.template.templateName', name),
    }),
    row('custom-verification-email-template', { TemplateName: from('templateName', name) }),
  ),
];
