import * as v from 'valibot';
import { parseIamArn } from '../../domain/principal/iam-arn.ts';

// The kinds of values that the configuration is made of. What is expected is told in the fault and in the reference.

export const AccountId = text(
  'twelve digits in quotation marks, for example "111122223333"',
  (value) => /^\d{12}$/.test(value),
);

export const ShortText = text(
  'a text of 1 to 200 characters, none of them invisible',
  (value) => value.length > 0 && value.length <= 200 && !/[\p{Cc}\p{Cf}]/u.test(value),
);

export const SlackUser = slackId('UW', 'user', 'U0123ABCD');
export const SlackUserGroup = slackId('S', 'user group', 'S0123ABCD');
export const SlackChannel = slackId('CG', 'channel', 'C0123ABCD');
export const SlackTeam = slackId('T', 'workspace', 'T0123ABCD');
export const SlackEnterprise = slackId('E', 'enterprise', 'E0123ABCD');

/** A role's ARN, whole. */
export const RoleArn = text(
  'the ARN of a role, for example arn:aws:iam::111122223333:role/rolemender/rolemender-reader',
  (value) => isIamArn(value, ['role']) && !/[*?]/.test(value),
);

/** A role's ARN in which `*` and `?` are wildcards; the account may be `*`. */
export const RolePattern = text(
  'the ARN of a role, wildcards allowed, for example arn:aws:iam::*:role/app/*',
  (value) => isIamArn(value, ['role'], true),
);

/** A role's or user's ARN, wildcards allowed. */
export const PrincipalPattern = text(
  'the ARN of a role or user, wildcards allowed, for example arn:aws:iam::*:role/app/*',
  (value) => isIamArn(value, ['role', 'user'], true),
);

/** A policy's ARN, wildcards allowed; the account is whole. */
export const PolicyPattern = text(
  'the ARN of a customer managed policy, wildcards allowed, for example arn:aws:iam::111122223333:policy/app/*',
  (value) => isIamArn(value, ['policy']),
);

/** What may be changed directly: a policy's ARN, a role's ARN (its inline policies), or a path of policies. */
export const ApplyTarget = text(
  'the ARN of a policy, of a role (for its inline policies), or a path such as /rolemender/',
  (value) => isIamArn(value, ['policy', 'role']) || isPolicyPath(value),
);

/** `s3:GetObject`, wildcards allowed. */
export const ActionPattern = text(
  'an IAM action, wildcards allowed, for example s3:List*',
  (value) => /^(?:\*|[a-z0-9-]{1,64}:[A-Za-z0-9*?]{1,128})$/.test(value),
);

export const Day = text('a day as YYYY-MM-DD, for example 2027-01-31', (value) => {
  const day = new Date(value);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === value;
});

export const TimeOfDay = text(
  'a time of day in UTC as HH:MM in quotation marks, for example "08:00"',
  (value) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value),
);

export const Flag = v.pipe(v.boolean('expected true or false'), v.title('true or false'));

/** A whole number between two bounds, both allowed. */
export function wholeNumber(from: number, to: number) {
  const noun = `a whole number from ${from} to ${to}`;
  return v.pipe(
    v.number(`expected ${noun}`),
    v.check((value) => Number.isInteger(value) && value >= from && value <= to, `expected ${noun}`),
    v.title(noun),
  );
}

/** One of a few words. */
export function oneOf<const Word extends string>(...words: readonly Word[]) {
  const noun = words.join(' or ');
  return v.pipe(v.picklist(words, `expected ${noun}`), v.title(noun));
}

function slackId(letters: string, noun: string, example: string) {
  return text(
    `the id of a Slack ${noun}, not its name, for example ${example}`,
    (value) => /^[A-Z][A-Z0-9]{2,30}$/.test(value) && letters.includes(value[0]!),
  );
}

function text(noun: string, isValid: (value: string) => boolean) {
  return v.pipe(
    v.string(`expected ${noun}`),
    v.check((value) => value.length <= 2048 && isValid(value), `expected ${noun}`),
    v.title(noun),
  );
}

/** True for `/rolemender/`: a path of IAM, with a name in it. */
export function isPolicyPath(value: string): boolean {
  return /^\/(?:[A-Za-z0-9_+=,.@-]{1,64}\/){1,8}$/.test(value);
}

function isIamArn(value: string, types: readonly string[], anyAccount = false): boolean {
  const parts = parseIamArn(value);
  if (parts?.service !== 'iam' || !types.includes(parts.type)) return false;
  if (!/^aws(?:-[a-z]{1,12}){0,2}$/.test(parts.partition)) return false;
  const isAccount = /^\d{12}$/.test(parts.account) || (anyAccount && parts.account === '*');
  return isAccount && /^\/[\w+=,.@/*?-]{1,600}$/.test(parts.path + parts.name);
}
