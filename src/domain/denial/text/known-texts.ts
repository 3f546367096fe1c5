import type { EcsRole } from '../../principal/principal.ts';
import { readArn } from './read-arn.ts';
import { findPhrase, hasPhrase, type Phrase, wordAt, type Words } from './words.ts';

/** A denial in other words than AWS's sentence: what it lacked, as far as its text tells. */
export type KnownText = {
  readonly actions: readonly string[];
  readonly principalText?: string | undefined;
  readonly resourceText?: string | undefined;
  readonly ecsRole?: EcsRole;
};

type KnownTextRule = {
  readonly phrase: string;
  readonly read: (words: Words, found: Phrase) => KnownText | undefined;
};

const lacks =
  (...actions: readonly string[]) =>
  (): KnownText => ({ actions });

/** Services' own denial texts, found in use (facts/denials.md); `read` may decline. */
const RULES: readonly KnownTextRule[] = [
  { phrase: 'cross account pass role is not allowed', read: lacks('iam:PassRole') },
  { phrase: 'ecs was unable to assume the role', read: ecsAssumesTaskRole },
  { phrase: 'ecs was unable to assume role', read: ecsAssumesTaskRole },
  { phrase: 'ecs was unable to assume the configured ecs infrastructure role', read: ecsAssumes },
  { phrase: 'cannot be assumed by lambda', read: lacks('sts:AssumeRole') },
  { phrase: 'is invalid or cannot be assumed', read: roleBefore },
  { phrase: 'authorized to assume the provided role', read: servicePrincipalAssumes },
  { phrase: 'have permissions to call', read: callOnService },
  { phrase: 'have permission to call', read: callOnService },
  // CloudWatch Logs names the operation, not the action that the tags need.
  { phrase: 'createloggroup with tags', read: lacks('logs:TagResource') },
  { phrase: 'insufficient lake formation permission', read: lakeFormation },
  { phrase: 'access to the resource https', read: resourceUrl },
  { phrase: 'access to kms is not allowed', read: lacks('kms:Decrypt') },
  { phrase: 'kms access was denied', read: lacks('kms:Decrypt') },
  {
    phrase: 'the ciphertext refers to a customer master key that does not exist',
    read: lacks('kms:Decrypt'),
  },
  { phrase: 'is not authorized to create managed rule', read: lacks('events:PutRule') },
  {
    phrase: 'required aws marketplace actions',
    read: lacks('aws-marketplace:Subscribe', 'aws-marketplace:ViewSubscriptions'),
  },
];

/** The denial that one of the services' own texts tells, if the text is one. */
export function readKnownText(words: Words): KnownText | undefined {
  for (const rule of RULES) {
    const found = findPhrase(words, rule.phrase);
    const known = found ? rule.read(words, found) : undefined;
    if (known) return known;
  }
  return undefined;
}

function ecsAssumesTaskRole(words: Words, found: Phrase): KnownText {
  return {
    actions: ['sts:AssumeRole'],
    principalText: 'ecs-tasks.amazonaws.com',
    resourceText: arnAfter(words, found),
    ecsRole: 'task',
  };
}

function ecsAssumes(words: Words, found: Phrase): KnownText {
  return {
    actions: ['sts:AssumeRole'],
    principalText: 'ecs.amazonaws.com',
    resourceText: arnAfter(words, found),
    ecsRole: 'infrastructure',
  };
}

function roleBefore(words: Words, found: Phrase): KnownText {
  const before = words.text.slice(0, found.start).trimEnd();
  const arn = before.slice(before.lastIndexOf('arn:'));
  return { actions: ['sts:AssumeRole'], resourceText: readArn(arn, 0) };
}

function servicePrincipalAssumes(words: Words, found: Phrase): KnownText {
  const label = findPhrase(words, 'service principal');
  const named = label && label.start < found.start ? words.text.slice(label.end + 1) : '';
  return {
    actions: ['sts:AssumeRole'],
    principalText: /^[\s"'`]*([a-z0-9.-]{1,100}\.amazonaws\.com)/.exec(named.slice(0, 200))?.[1],
  };
}

/** Services as Lambda's texts call them, where the name in lower case is not the prefix. */
const PREFIX_OF_NAME: Readonly<Record<string, string>> = { msk: 'kafka', efs: 'elasticfilesystem' };

/** "… does not have permissions to call ReceiveMessage on SQS" (Lambda, of the function's role). */
function callOnService(words: Words, found: Phrase): KnownText | undefined {
  const operation = words.starts[found.lastWord + 1];
  if (operation === undefined || wordAt(words, found.lastWord + 2) !== 'on') return undefined;
  let index = found.lastWord + 3;
  if (['amazon', 'aws'].includes(wordAt(words, index))) index++;
  const service = wordAt(words, index);
  if (service === '') return undefined;
  const prefix = Object.hasOwn(PREFIX_OF_NAME, service) ? PREFIX_OF_NAME[service] : service;
  const name = words.text.slice(operation, words.ends[found.lastWord + 1]);
  return { actions: [`${prefix}:${name}`] };
}

/** Lake Formation's grants are not IAM permissions, so no action is named. */
function lakeFormation(words: Words, found: Phrase): KnownText {
  const on = findPhrase(words, 'on', found.lastWord + 1);
  const after = on ? words.text.slice(on.end, on.end + 300) : '';
  return { actions: [], resourceText: /^\s+([^\s"'(),]{1,255})/.exec(after)?.[1] };
}

/** SQS: "Access to the resource https://sqs.… is denied." */
function resourceUrl(words: Words, found: Phrase): KnownText | undefined {
  if (!hasPhrase(words, 'is denied')) return undefined;
  const place = words.starts[found.lastWord] ?? 0;
  const url = /^[^\s"',]{1,1000}/.exec(words.text.slice(place, place + 1000))?.[0];
  return { actions: [], resourceText: url };
}

function arnAfter(words: Words, found: Phrase): string | undefined {
  const place = words.text.indexOf('arn:', found.end);
  return place < 0 || place > found.end + 20 ? undefined : readArn(words.text, place);
}
