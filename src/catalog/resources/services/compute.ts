import { account, matching, name, number, part, regionOfArn, uuid } from '../forms.ts';
import { type Form, type Group, from, oneOf, row } from '../row.ts';

// Source: AWS Lambda API Reference, “FunctionName”: a name, a partial or a whole ARN, with a qualifier or not.
const FUNCTION =
  /^(?:(?:arn:[a-z-]{1,20}:lambda:[a-z0-9-]{1,30}:)?(\d{12}):function:)?([\w-]{1,140})(?::[\w$-]{1,128})?$/;
const onFunction = {
  FunctionName: from('functionName', part(FUNCTION, 2)),
  Account: from('functionName', part(FUNCTION, 1)),
  Region: from('functionName', regionOfArn),
};
const qualifier = from('qualifier', matching(/^[\w$-]{1,128}$/));

/** Source: AWS Lambda API Reference. Policies on a function are written without its qualifier. */
export const lambda: readonly Group[] = [
  oneOf(row('function', onFunction, { arn: 'resource' })),
  oneOf(row('eventSourceMapping', { UUID: from('uUID', uuid) }, { arn: 'resource' })),
  oneOf(
    row('function version', { ...onFunction, Version: qualifier }),
    row('function alias', { ...onFunction, Alias: qualifier }),
  ),
  oneOf(
    row('layerVersion', {
      LayerName: from('layerName', name),
      LayerVersion: from('versionNumber', number),
    }),
    row('layer', { LayerName: from('layerName', name) }),
  ),
];

/** Source: Amazon ECR API Reference; `registryId` is the account of the registry. */
export const ecr: readonly Group[] = [
  oneOf(
    row(
      'repository',
      {
        RepositoryName: from('repositoryName|repositoryNames[]', matching(/^[a-z0-9._/-]{2,256}$/)),
        Account: from('registryId', account),
      },
      { arn: 'resourceArn' },
    ),
  ),
];

// Source: Amazon ECS API Reference: names or ARNs; the cluster is "default" where none is given.
const last = (kind: string, id: string): Form =>
  part(
    new RegExp(
      `^(?:arn:[a-z-]{1,20}:ecs:[a-z0-9-]{1,30}:\\d{12}:${kind}/(?:[\\w-]{1,255}/)?)?(${id})$`,
    ),
  );
const cluster = from('cluster|clusters[]', last('cluster', '[\\w-]{1,255}'), 'default');
const taskId = last('task', '[0-9a-f]{8,64}|[0-9a-f-]{36}');
const instanceId = last('container-instance', '[0-9a-f]{8,64}|[0-9a-f-]{36}');
const taskDefinition = (paths: string) => ({
  TaskDefinitionFamilyName: from(paths, part(/^([\w-]{1,255})(?::\d{1,9})?$/)),
  TaskDefinitionRevisionNumber: from(paths, (value) => [/:(\d{1,9})$/.exec(value)?.[1] ?? '*']),
});

/** A family without a revision is all of its revisions: the next deployment runs the next one. */
export const ecs: readonly Group[] = [
  oneOf(
    row('task-definition', taskDefinition('taskDefinition|taskDefinitions[]|family'), {
      arn: 'taskDefinition|taskDefinitions[]|resourceArn',
    }),
  ),
  oneOf(
    row(
      'service',
      {
        ClusterName: cluster,
        ServiceName: from('service|serviceName|services[]', last('service', '[\\w-]{1,255}')),
      },
      { arn: 'service|services[]|serviceArn|resourceArn' },
    ),
  ),
  oneOf(
    row(
      'task',
      { ClusterName: cluster, TaskId: from('task|tasks[]', taskId) },
      { arn: 'task|tasks[]|resourceArn' },
    ),
  ),
  oneOf(
    row(
      'container-instance',
      {
        ClusterName: cluster,
        ContainerInstanceId: from('containerInstance|containerInstances[]', instanceId),
      },
      { arn: 'containerInstance|containerInstances[]|resourceArn' },
    ),
  ),
  oneOf(
    row(
      'cluster',
      {
        ClusterName: from(
          'clusterName|cluster|clusters[]',
          last('cluster', '[\\w-]{1,255}'),
          'default',
        ),
      },
      {
        arn: 'cluster|clusters[]|resourceArn',
        when: ({ operation }) =>
          !operation.endsWith('tagresource') && operation !== 'listtagsforresource',
      },
    ),
  ),
];

// Source: Elastic Load Balancing API Reference, version 2015-12-01.
const LISTENER = 'listenerArn|listenerArns[]|resourceArn|resourceArns[]';
const BALANCER = 'loadBalancerArn|loadBalancerArns[]|resourceArn|resourceArns[]';
const RULE = 'ruleArn|ruleArns[]|rulePriorities[].ruleArn|resourceArns[]';
const whole = (type: string, arn: string) => row(type, undefined, { arn });

/** ARNs given whole; the classic load balancers are named. */
export const elasticloadbalancing: readonly Group[] = [
  oneOf(
    whole('listener/app', LISTENER),
    whole('listener/net', LISTENER),
    whole('listener/gwy', LISTENER),
    whole('listener-rule/app', RULE),
    whole('listener-rule/net', RULE),
    whole('loadbalancer/app/', BALANCER),
    whole('loadbalancer/net/', BALANCER),
    whole('loadbalancer/gwy/', BALANCER),
    whole('targetgroup', 'targetGroupArn|targetGroupArns[]|resourceArn|resourceArns[]'),
    row('loadbalancer', { LoadBalancerName: from('loadBalancerName|loadBalancerNames[]', name) }),
    row('targetgroup', {
      TargetGroupName: from('name', name),
      TargetGroupId: from('name', () => ['*']),
    }),
    whole('truststore', 'trustStoreArn|resourceArn'),
  ),
];

/** Source: AWS CloudFormation API Reference: a name, or the stack's ARN (its id). */
export const cloudformation: readonly Group[] = [
  oneOf(
    row(
      'stack',
      {
        StackName: from('stackName', matching(/^[A-Za-z][A-Za-z0-9-]{0,127}$/)),
        Id: from('stackName', () => ['*']),
      },
      { arn: 'stackName|stackId' },
    ),
    row(
      'stackset',
      { StackSetName: from('stackSetName', name), Id: from('stackSetName', () => ['*']) },
      { arn: 'stackSetName' },
    ),
  ),
];

/** Source: AWS Cloud Map API Reference. DiscoverInstances gives names, and the ARNs need ids: unknown. */
export const servicediscovery: readonly Group[] = [
  oneOf(row('namespace', { NamespaceId: from('id|namespaceId', matching(/^ns-[a-z0-9]{4,60}$/)) })),
  oneOf(row('service', { ServiceId: from('serviceId|id', matching(/^srv-[a-z0-9]{4,60}$/)) })),
];
