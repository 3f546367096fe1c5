import { readFileSync } from 'node:fs';
import { HUB, MEMBER } from './deployed-roles.ts';

/** A line of test/fixtures/deploy/*.tsv: a call that a role makes. */
export type PermissionRow = {
  readonly where: 'hub' | 'spoke';
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly purpose: string;
};

const STACK = 'rolemender-prod';

/** Reads a table of calls; throws for a line that is not one, so that no row is lost. */
export function readPermissionRows(file: string): readonly PermissionRow[] {
  const url = new URL(`../fixtures/deploy/${file}`, import.meta.url);
  const lines = readFileSync(url, 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map(toRow);
}

function toRow(line: string): PermissionRow {
  const [named = '', action = '', resource = '', context = '', purpose] = line.split('\t');
  if (purpose === undefined) throw new Error(`not five columns: ${line}`);
  const isSpoke = named.startsWith('spoke ');
  return {
    where: isSpoke ? 'spoke' : 'hub',
    role: isSpoke ? named.slice('spoke '.length) : named,
    action,
    resource: toArn(resource),
    context: Object.fromEntries(
      context
        .split(' ')
        .filter((pair) => pair !== '')
        .map((pair) => {
          const at = pair.indexOf('=');
          return [pair.slice(0, at), [toArn(pair.slice(at + 1))]];
        }),
    ),
    purpose,
  };
}

const SHORT_FORMS: Readonly<Record<string, (rest: string) => string>> = {
  HUB: (rest) => `arn:aws:iam::${HUB}:${rest}`,
  MEMBER: (rest) => `arn:aws:iam::${MEMBER}:${rest}`,
  TABLE: (rest) => `arn:aws:dynamodb:us-east-1:${HUB}:table/${STACK}-${rest}`,
  STREAM: (rest) =>
    `arn:aws:dynamodb:us-east-1:${HUB}:table/${STACK}-${rest}/stream/2026-11-21T00:00:00.000`,
  QUEUE: (rest) => `arn:aws:sqs:us-east-1:${HUB}:${STACK}-${rest}`,
  TOPIC: (rest) => `arn:aws:sns:us-east-1:${HUB}:${STACK}-${rest}`,
};

function toArn(text: string): string {
  const colon = text.indexOf(':');
  return SHORT_FORMS[text.slice(0, colon)]?.(text.slice(colon + 1)) ?? text;
}
