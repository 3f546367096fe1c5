const HOST_SUFFIX = '.amazonaws.com';

/**
 * Hosts of CloudTrail's `eventSource` whose first part is not the IAM prefix.
 * Source: facts/mapping.md section 5 (iam-dataset's 2026 mapping, corroborated by real events).
 */
const PREFIX_OF_HOST: ReadonlyMap<string, string> = new Map(
  Object.entries({
    monitoring: 'cloudwatch',
    amazonmq: 'mq',
    rdsdata: 'rds-data',
    tagging: 'tag',
    pricelist: 'pricing',
    opensearchservice: 'es',
    cloudcontrolapi: 'cloudformation',
    'servicecatalog-appregistry': 'servicecatalog',
    transcribestreaming: 'transcribe',
    qconnect: 'wisdom',
    migrationhub: 'mgh',
    pinpoint: 'mobiletargeting',
    'application-insights': 'applicationinsights',
    'contact-lens': 'connect',
    'participant-connect': 'connect',
    'chime-sdk-voice': 'chime',
    'chime-sdk-media-pipelines': 'chime',
    'agreement-marketplace': 'aws-marketplace',
    'discovery-marketplace': 'aws-marketplace',
    'reporting-marketplace': 'aws-marketplace',
    marketplacecatalog: 'aws-marketplace',
    billingconsole: 'billing',
    taxconsole: 'tax',
    'streams.dynamodb': 'dynamodb',
    'models.lex': 'lex',
    'runtime.lex': 'lex',
    appstream2: 'appstream',
    'mturk-requester': 'mechanicalturk',
    email: 'ses',
  }),
);

/** The IAM prefix of a CloudTrail event source (`monitoring.amazonaws.com` → `cloudwatch`). */
export function prefixOfEventSource(eventSource: string): string {
  const end = eventSource.indexOf(HOST_SUFFIX);
  const host = end < 0 ? eventSource : eventSource.slice(0, end);
  return PREFIX_OF_HOST.get(host) ?? host;
}

/**
 * The operation without the API date that Lambda and CloudFront append (`GetFunction20150331v2`,
 * `UpdateDistribution2020_05_31`); the `V2` of `ListObjectsV2` belongs to the name.
 */
export function toOperationName(eventName: string): string {
  const last = eventName.charCodeAt(eventName.length - 1);
  if (!(last >= 0x30 && last <= 0x39)) return eventName;
  return eventName.replace(/(?:\d{8}|\d{4}_\d{2}_\d{2})(?:v\d{1,2})?$/, '');
}
