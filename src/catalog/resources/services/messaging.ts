import { accountOfArn, anything, matching, name, part, regionOfArn } from '../forms.ts';
import { type Group, from, oneOf, row } from '../row.ts';

// Source: Amazon SQS Developer Guide, “Queue URL”: `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`.
const URL_PATH = /^https?:\/\/[a-z0-9.-]{1,255}(?::\d{1,5})?\/(\d{12})\/([\w-]{1,80}(?:\.fifo)?)$/;
const URL_REGION =
  /^https?:\/\/(?:sqs\.([a-z0-9-]{1,30})|([a-z0-9-]{1,30})\.queue)\.amazonaws\.com(?:\.cn)?\//;
const queueName = matching(/^[\w-]{1,80}(?:\.fifo)?$/);

/** Source: Amazon SQS API Reference. */
export const sqs: readonly Group[] = [
  oneOf(
    row(
      'queue',
      {
        QueueName: from('queueUrl', part(URL_PATH, 2)),
        Account: from('queueUrl', part(URL_PATH, 1)),
        Region: from('queueUrl', part(URL_REGION)),
      },
      { arn: 'sourceArn' },
    ),
    row('queue', {
      QueueName: from('queueName', queueName),
      Account: from('queueOwnerAWSAccountId', matching(/^\d{12}$/)),
    }),
  ),
];

const SUBSCRIPTION =
  /^arn:[a-z-]{1,20}:sns:[a-z0-9-]{1,30}:\d{12}:([\w-]{1,256}(?:\.fifo)?):[0-9a-f-]{36}$/;

/** Source: Amazon SNS API Reference. A subscription is its topic's ARN and a segment more. */
export const sns: readonly Group[] = [
  oneOf(
    row(
      'topic',
      {
        TopicName: from('subscriptionArn', part(SUBSCRIPTION)),
        Account: from('subscriptionArn', accountOfArn),
        Region: from('subscriptionArn', regionOfArn),
      },
      { arn: 'topicArn|targetArn|resourceArn' },
    ),
    row('topic', { TopicName: from('name', matching(/^[\w-]{1,256}(?:\.fifo)?$/)) }),
  ),
];

const BUS = /^(?:arn:[a-z-]{1,20}:events:[a-z0-9-]{1,30}:\d{12}:event-bus\/)?([\w./-]{1,256})$/;
const isDefault = (value: string) => value === 'default' || value.endsWith(':event-bus/default');
const ruleName = from('rule|name', matching(/^[\w.-]{1,64}$/));

/** Source: Amazon EventBridge API Reference; a bus that is not given is "default", which rules' ARNs leave out. */
export const events: readonly Group[] = [
  oneOf(
    row(
      'event-bus',
      {
        EventBusName: from('entries[].eventBusName|eventBusName', part(BUS), 'default'),
        Account: from('eventBusName', accountOfArn),
      },
      { when: ({ operation }) => operation === 'putevents', arn: 'entries[].eventBusName' },
    ),
    row(
      'event-bus',
      { EventBusName: from('name|eventBusName', part(BUS)) },
      { arn: 'name|eventBusName|eventSourceArn|resourceARN' },
    ),
    row('rule-on-custom-event-bus', {
      EventBusName: from('eventBusName', (value, place) =>
        isDefault(value) ? [] : part(BUS)(value, place),
      ),
      RuleName: ruleName,
    }),
    row(
      'rule-on-default-event-bus',
      { RuleName: ruleName },
      {
        arn: 'resourceARN',
        when: ({ parameters }) => {
          const bus = parameters['eventBusName'];
          return bus === undefined || bus === null || (typeof bus === 'string' && isDefault(bus));
        },
      },
    ),
  ),
  oneOf(row('archive', { ArchiveName: from('archiveName', name) })),
  oneOf(
    row('connection', undefined, { arn: 'connectionArn' }),
    row('connection', { ConnectionName: from('name', name) }),
  ),
  oneOf(row('api-destination', { ApiDestinationName: from('name', name) })),
  oneOf(row('replay', { ReplayName: from('replayName', name) })),
];

/** Source: AWS Step Functions API Reference: ARNs given whole. */
export const states: readonly Group[] = [
  oneOf(
    row(
      'statemachine',
      { StateMachineName: from('name', name) },
      { arn: 'stateMachineArn|resourceArn' },
    ),
    row('execution', undefined, { arn: 'executionArn' }),
    row('express', undefined, { arn: 'executionArn' }),
    row('activity', { ActivityName: from('name', name) }, { arn: 'activityArn|resourceArn' }),
    row('maprun', undefined, { arn: 'mapRunArn' }),
  ),
];

/** Source: Amazon EventBridge Scheduler API Reference; a group that is not given is "default". */
export const scheduler: readonly Group[] = [
  oneOf(
    row('schedule', {
      GroupName: from('groupName', name, 'default'),
      ScheduleName: from('name', name),
    }),
    row('schedule-group', { GroupName: from('name|groupName', name) }, { arn: 'resourceArn' }),
  ),
];

const STREAM = { StreamName: from('streamName', name) };

/** Source: Amazon Kinesis Data Streams API Reference. */
export const kinesis: readonly Group[] = [
  oneOf(row('stream', STREAM, { arn: 'streamARN|resourceARN' })),
  oneOf(row('consumer', undefined, { arn: 'consumerARN|resourceARN' })),
];

/** Source: Amazon Data Firehose API Reference. */
export const firehose: readonly Group[] = [
  oneOf(row('deliverystream', { DeliveryStreamName: from('deliveryStreamName', name) })),
];

const BROKER = matching(/^b-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** Source: Amazon MQ API Reference; the broker's name is not in the request. */
export const mq: readonly Group[] = [
  oneOf(
    row(
      'brokers',
      {
        BrokerId: from('brokerId|broker-id', BROKER),
        BrokerName: from('brokerId|broker-id', () => ['*']),
      },
      { arn: 'resourceArn' },
    ),
    row('configurations', {
      ConfigurationId: from('configurationId', matching(/^c-[0-9a-f-]{36}$/)),
    }),
  ),
];

/** Source: Amazon MSK API Reference: ARNs given whole. */
export const kafka: readonly Group[] = [
  oneOf(row('cluster', undefined, { arn: 'clusterArn' })),
  oneOf(row('configuration', undefined, { arn: 'arn' })),
  oneOf(row('replicator', undefined, { arn: 'replicatorArn' })),
];

/** Source: AWS IoT API Reference. Topics take every character, so their patterns are escaped. */
export const iot: readonly Group[] = [
  oneOf(row('topic', { TopicName: from('topic', anything) })),
  oneOf(row('thing', { ThingName: from('thingName', name) })),
  oneOf(
    row('cert', { Certificate: from('certificateId', matching(/^[0-9a-f]{64}$/)) }),
    row('policy', { PolicyName: from('policyName', name) }),
  ),
  oneOf(row('rule', { RuleName: from('ruleName', name) })),
];
