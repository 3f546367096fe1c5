/** What a statement's Resource becomes, or why it cannot be written. */
export type PolicyResource =
  | { readonly kind: 'resource'; readonly resource: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unwritable' };

/** Where and for what the resource was denied. */
export type ResourcePlace = {
  /** Partition and account complete names that AWS gives without an ARN. */
  readonly partition: string;
  readonly account: string | null;
  readonly action?: string;
  /** Every `*` in it is the caller's own character, see `RequiredPermission`. */
  readonly literal?: boolean;
};

// Partitions, services and regions as AWS writes them; `aws` is the account of AWS's own resources.
const ARN =
  /^arn:aws(?:-[a-z]{1,10}){0,3}:([a-z0-9-]{1,40}):[a-z0-9-]{0,30}:(?:\d{12}|aws)?:(\S.*)$/s;

/**
 * Services in whose resource names a `*` may be the caller's own character: object keys, request
 * paths, alarm, topic, table, secret and parameter names. For every other service a whole segment `*` is AWS's "all of the type".
 */
const FREE_NAMES = new Set(['s3', 's3express', 's3-outposts', 's3-object-lambda', 'execute-api']);
for (const service of [
  'es',
  'aoss',
  'iot',
  'cloudwatch',
  'apigateway',
  'secretsmanager',
  'ssm',
  'glue',
])
  FREE_NAMES.add(service);

/**
 * The Resource of a statement for a resource as a denial names it: an ARN, `*`, or one of IAM's words
 * (`role X`). Characters that would become a pattern are escaped (`${*}`, `${?}`, `${$}`, which need
 * Version 2012-10-17), except a `*` that AWS wrote as a whole segment of an ARN, and the end of a
 * secret's ARN (`-??????`), which its name does not tell.
 */
export function toPolicyResource(resource: string, place: ResourcePlace): PolicyResource {
  if (resource === '*') return { kind: 'resource', resource };
  const arn = resource.startsWith('arn:') ? resource : toIamArn(resource, place);
  if (arn === undefined || arn.includes('...') || arn.includes('…')) return { kind: 'unknown' };
  if (!isWritable(arn)) return { kind: 'unwritable' };
  const [, service = '', name = ''] = ARN.exec(arn) ?? [];
  if (name === '') return { kind: 'unknown' };
  const start = arn.slice(0, arn.length - name.length);
  return { kind: 'resource', resource: start + escapeName(service, name, place) };
}

// IAM takes these characters only (IAM API reference, CreatePolicyVersion, PolicyDocument).
function isWritable(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || code === 0x7f || code > 0xff) return false;
  }
  return true;
}

// `?` is no character of a secret's name: six of them stand for the random end of its ARN.
const SECRET = /^secret:[\w/+=.@-]{1,512}-\?{6}$/;

// GetTables names a database only, and its policies say all tables of it (AWS Glue Developer Guide, “ARNs”).
const ALL_TABLES = /^table\/[^/*?$]{1,255}\/\*$/;

function escapeName(service: string, name: string, { action, literal }: ResourcePlace): string {
  if (service === 'secretsmanager' && SECRET.test(name)) return name;
  if (literal === true) return escapePattern(name);
  if (action?.toLowerCase() === 'glue:gettables' && ALL_TABLES.test(name)) return name;
  if (FREE_NAMES.has(service)) return name === '*' ? name : escapePattern(name);
  // A log group's own name is a path, so only what a colon sets off is a segment of the ARN.
  const separator = service === 'logs' ? /(:)/ : /([/:])/;
  // Segments and their separators alternate.
  return name
    .split(separator)
    .map((part) => (part === '*' ? part : escapePattern(part)))
    .join('');
}

function escapePattern(text: string): string {
  return text.replaceAll(/[*?$]/g, (character) => `\${${character}}`);
}

const IAM_TYPE_OF_WORD: Readonly<Record<string, string>> = {
  user: 'user',
  role: 'role',
  group: 'group',
  policy: 'policy',
  'instance profile': 'instance-profile',
};

const IAM_NAME = /^(user|role|group|policy|instance profile) ([\w+=,.@/-]{1,512})$/;
const IAM_POLICY_ARN = /^policy (arn:\S{1,2048})(?: version v\d{1,6})?$/;

/** IAM names its resources by a word and a name; the path is not told, so the ARN is right for the path `/`. */
function toIamArn(resource: string, place: ResourcePlace): string | undefined {
  const policyArn = IAM_POLICY_ARN.exec(resource)?.[1];
  if (policyArn !== undefined) return policyArn;
  const [, word = '', name = ''] = IAM_NAME.exec(resource) ?? [];
  const type = Object.hasOwn(IAM_TYPE_OF_WORD, word) ? IAM_TYPE_OF_WORD[word] : undefined;
  if (type === undefined || !/^\d{12}$/.test(place.account ?? '')) return undefined;
  return `arn:${place.partition}:iam::${place.account}:${type}/${name}`;
}
