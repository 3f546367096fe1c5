import * as v from 'valibot';
import { parseIamArn } from '../../domain/principal/iam-arn.ts';

/** The kinds of values that the configuration is made of, each with the sentence of its fault. */

export const AccountId = v.pipe(
  v.string('expected twelve digits in quotation marks, for example "111122223333"'),
  v.check(
    (text) => /^\d{12}$/.test(text),
    'expected twelve digits in quotation marks, for example "111122223333"',
  ),
);

export const ShortText = v.pipe(
  v.string('expected a text'),
  v.check(
    (text) => text.length > 0 && text.length <= 200,
    'expected a text of 1 to 200 characters',
  ),
  v.check((text) => !/[\p{Cc}\p{Cf}]/u.test(text), 'a control character is not allowed here'),
);

export const SlackUser = slackId('UW', 'a Slack user', 'U0123ABCD');
export const SlackUserGroup = slackId('S', 'a Slack user group', 'S0123ABCD');
export const SlackChannel = slackId('CG', 'a Slack channel', 'C0123ABCD');
export const SlackTeam = slackId('T', 'a Slack workspace', 'T0123ABCD');
export const SlackEnterprise = slackId('E', 'a Slack enterprise', 'E0123ABCD');

function slackId(letters: string, noun: string, example: string) {
  const message = `expected the id of ${noun}, not its name, for example ${example}`;
  return v.pipe(
    v.string(message),
    v.check((text) => /^[A-Z][A-Z0-9]{2,30}$/.test(text) && letters.includes(text[0]!), message),
  );
}

/** A role's ARN, whole. */
export const RoleArn = arn(
  (text) => isIamArn(text, ['role']) && !/[*?]/.test(text),
  'expected the ARN of a role, for example arn:aws:iam::111122223333:role/rolemender/reader',
);

/** A role's ARN in which `*` and `?` are wildcards; the account may be `*`. */
export const RolePattern = arn(
  (text) => isIamArn(text, ['role'], true),
  'expected the ARN of a role, wildcards allowed, for example arn:aws:iam::*:role/app/*',
);

/** A role's or user's ARN, wildcards allowed. */
export const PrincipalPattern = arn(
  (text) => isIamArn(text, ['role', 'user'], true),
  'expected the ARN of a role, wildcards allowed, for example arn:aws:iam::*:role/app/*',
);

/** A policy's ARN, wildcards allowed; the account is whole. */
export const PolicyPattern = arn(
  (text) => isIamArn(text, ['policy']),
  'expected the ARN of a customer managed policy, for example arn:aws:iam::111122223333:policy/app/*',
);

/** What may be changed directly: a policy's ARN, a role's ARN (its inline policies), or a path of policies. */
export const ApplyTarget = arn(
  (text) => isIamArn(text, ['policy', 'role']) || isPolicyPath(text),
  'expected the ARN of a policy, of a role (for its inline policies), or a path such as /rolemender/',
);

/** `s3:GetObject`, wildcards allowed. */
export const ActionPattern = arn(
  (text) => /^(?:\*|[a-z0-9-]{1,64}:[A-Za-z0-9*?]{1,128})$/.test(text),
  'expected an IAM action, wildcards allowed, for example s3:List*',
);

export const Day = arn(
  (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
  'expected a day as YYYY-MM-DD, for example 2027-01-31',
);

export const TimeOfDay = arn(
  (text) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text),
  'expected a time of day in UTC as HH:MM in quotation marks, for example "08:00"',
);

/** A whole number between two bounds, both allowed. */
export function wholeNumber(from: number, to: number) {
  const message = `expected a whole number from ${from} to ${to}`;
  return v.pipe(
    v.number(message),
    v.check((value) => Number.isInteger(value) && value >= from && value <= to, message),
  );
}

function arn(isValid: (text: string) => boolean, message: string) {
  return v.pipe(
    v.string(message),
    v.check((text) => text.length <= 2048 && isValid(text), message),
  );
}

/** True for `/rolemender/`: a path of IAM, with a name in it. */
export function isPolicyPath(text: string): boolean {
  return /^\/(?:[A-Za-z0-9_+=,.@-]{1,64}\/){1,8}$/.test(text);
}

function isIamArn(text: string, types: readonly string[], anyAccount = false): boolean {
  const parts = parseIamArn(text);
  if (parts?.service !== 'iam' || !types.includes(parts.type)) return false;
  if (!/^aws(?:-[a-z]{1,12}){0,2}$/.test(parts.partition)) return false;
  const isAccount = /^\d{12}$/.test(parts.account) || (anyAccount && parts.account === '*');
  return isAccount && /^\/[\w+=,.@/*?-]{1,600}$/.test(parts.path + parts.name);
}
