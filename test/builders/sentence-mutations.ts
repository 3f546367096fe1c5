import { readFileSync } from 'node:fs';

type Random = (below: number) => number;

const FIXTURE = new URL('../fixtures/records/cloudtrail-records.json', import.meta.url);
const REAL = (
  JSON.parse(readFileSync(FIXTURE, 'utf8')) as { event: { errorMessage?: string } }[]
).flatMap(({ event: { errorMessage } }) => errorMessage ?? []);

const SUBJECT = 'arn:aws:sts::123456789012:assumed-role/shop-web/0a1b2c3d4e5f60718293a4b5c6d7e8f9';
const EC2 = 'You are not authorized to perform this operation.';
const CIPHER = 'aZ3-_9xQ'.repeat(40);

/** AWS's denial texts: those of the real fixtures and one of each common form. */
export const SENTENCES: readonly string[] = [
  ...REAL,
  `User: ${SUBJECT} is not authorized to perform: dynamodb:Query on resource: arn:aws:dynamodb:eu-west-1:123456789012:table/orders because no identity-based policy allows the dynamodb:Query action`,
  `User: ${SUBJECT} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::logs/a b" with an explicit deny in a service control policy: arn:aws:organizations::123456789012:policy/o-1/service_control_policy/p-1`,
  `User: ${SUBJECT} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/x`,
  `User: ${SUBJECT} is not authorized to perform: iam:GetUser on resource: user ann because no permissions boundary allows the iam:GetUser action`,
  `User: ${SUBJECT} is not authorized to perform: iam:PassRole on resource: role shop/web because no identity-based policy allows the iam:PassRole action`,
  `User: ${SUBJECT} is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action`,
  `${EC2} User: ${SUBJECT} is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:eu-west-1:123456789012:instance/* because no identity-based policy allows the ec2:RunInstances action. Encoded authorization failure message: ${CIPHER}`,
  `${EC2} User: ${SUBJECT} is not authorized to perform: ec2:DescribeVpcs because no identity-based policy allows the ec2:DescribeVpcs action`,
  `${EC2} Encoded authorization failure message: ${CIPHER}`,
  `${EC2} Encoded authorization failure message: ${CIPHER}...`,
];

/** What a caller may put into a name, or an SDK round the sentence: the grammar's own phrases first of all. */
const PIECES = [
  'not authorized to perform',
  'because no identity-based policy allows the',
  'because',
  'with an explicit deny in a service control policy',
  'authorization id abcdef12345',
  'when calling the',
  'error executing',
  'operation error',
  'assumed agency',
  'from ssm',
  'ResourceInitializationError',
  'initialize logging driver',
  'throttlingexception',
  'arn:standing-in:subject',
  'arn:standing-in:resource',
  'User: ',
  'principal',
  'is',
  'the',
  'role ',
  'group x because',
  'instance profile ',
  'status',
  'with',
  'encoded',
  'cafe-1234',
  'request-x',
  'action',
  'on resource:',
  'arn:aws:s3:::b/k',
  'associated',
  '...',
  '…',
  '.',
  ',',
  '*',
  '**',
  '"',
  "'",
  '(',
  ')',
  '\n',
  String.raw`\n`,
  '\t',
  '<',
  '>',
  '&quot;',
  '|',
  '#',
  ' ',
];

/** A sentence in which one to three pieces were put in, put in a word's place, or cut out. */
export function aMutatedSentence(random: Random): string {
  let text = SENTENCES[random(SENTENCES.length)] ?? '';
  for (let n = random(3); n >= 0; n--) text = mutated(text, random);
  return text;
}

function mutated(text: string, random: Random): string {
  const end = text.length;
  const separators = [...text.matchAll(/[ :/-]/g)].map(({ index }) => index + 1);
  const [at = 0, places] = [separators[random(separators.length)], random(3)];
  const whole = PIECES[random(PIECES.length)] ?? '';
  const piece = random(2) === 0 ? whole : whole.replaceAll(' ', '-');
  const glue = ['', ' ', '-', '/', ':'][random(5)] ?? '';
  if (places === 0) return text.slice(0, at) + text.slice(Math.min(end, at + random(12)));
  if (places === 1) return text.slice(0, at) + piece + glue + text.slice(at);
  const middle = random(end + 1);
  return text.slice(0, middle) + glue + piece + glue + text.slice(middle);
}
