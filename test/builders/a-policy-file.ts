import type { PolicyStatement } from '../../src/domain/policy/policy-document.ts';
import type { Chance } from './chance.ts';

/** A resource by the template's own name; `arn` is what it stands for. */
export type Call = { readonly call: 'GetAtt' | 'Sub'; readonly text: string; readonly arn: string };

/** A value as a file writes it. */
export type Written = string | Call | readonly Written[] | { readonly [key: string]: Written };

export const JOBS = 'arn:aws:dynamodb:eu-west-1:111122223333:table/jobs';

const ACTIONS = [
  's3:GetObject',
  's3:PutObject',
  's3:Get*',
  'S3:getobject',
  's3:GetObjectTagging',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:*',
  'sqs:SendMessage',
  '*',
] as const;
const ASKED = [
  's3:GetObject',
  's3:PutObject',
  'dynamodb:Scan',
  'dynamodb:Query',
  'sqs:SendMessage',
];
const ARNS = [
  '*',
  'arn:aws:s3:::orders/*',
  'arn:aws:s3:::orders',
  JOBS,
  `${JOBS}/index/*`,
] as const;
const ODD = ['arn:aws:s3:::a b, [c]: #d', 'arn:aws:s3:::it\'s/"q"\\', 'arn:aws:s3:::é\u2028\n- x'];
const CALLS: readonly Call[] = [
  { call: 'GetAtt', text: 'Jobs.Arn', arn: JOBS },
  { call: 'Sub', text: '${Jobs.Arn}/index/*', arn: `${JOBS}/index/*` },
];

/** Statements of a policy of every kind that teams write; calls of functions only in a template. */
export function someStatements(chance: Chance, isTemplate: boolean): readonly Written[] {
  return Array.from({ length: 1 + chance.below(4) }, (_none, n) =>
    aStatement(chance, isTemplate, n),
  );
}

/** What is asked of an editor. */
export function aChange(chance: Chance): readonly PolicyStatement[] {
  return Array.from({ length: chance.is(80) ? 1 : 3 }, () => ({
    Sid: 'Added',
    Effect: 'Allow' as const,
    Action: chance.some(ASKED, 3),
    Resource: chance.some(chance.is(10) ? [...ARNS, ...ODD] : ARNS, chance.is(80) ? 1 : 2),
  }));
}

/** The document as IAM would get it: calls replaced by what they stand for. */
export function toPlain(value: Written): unknown {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(toPlain);
  if (isCall(value)) return value.arn;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toPlain(member)]));
}

export function isCall(value: Written): value is Call {
  return typeof value === 'object' && !Array.isArray(value) && 'call' in value;
}

function aStatement(chance: Chance, isTemplate: boolean, n: number): Written {
  const resources: readonly Written[] =
    isTemplate && chance.is(60) ? [...ARNS, ...CALLS, ...CALLS] : ARNS;
  const members: [string, Written][] = [
    ['Effect', chance.is(88) ? 'Allow' : 'Deny'],
    [chance.is(96) ? 'Action' : 'NotAction', oneOrMany(chance, chance.some(ACTIONS, 4))],
    [chance.is(96) ? 'Resource' : 'NotResource', oneOrMany(chance, chance.some(resources, 2))],
  ];
  if (chance.is(50)) members.unshift(['Sid', chance.is(20) ? 'Added' : `Sid${n}`]);
  if (chance.is(15)) members.push(['Condition', { Bool: { 'aws:SecureTransport': 'true' } }]);
  const inOrder = chance.is(80) ? members : chance.some(members, 1).concat(members);
  return Object.fromEntries(inOrder);
}

function oneOrMany(chance: Chance, values: readonly Written[]): Written {
  return values.length === 1 && chance.is(50) ? values[0]! : values;
}
