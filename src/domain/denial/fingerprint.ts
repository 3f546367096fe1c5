import { digestOf } from '../../kernel/digest.ts';
import { isSameJson } from '../../kernel/is-same-json.ts';
import { memoise } from '../../kernel/memo.ts';
import type { RequestCondition } from '../permission/required-permission.ts';
import type { Cause } from './cause.ts';
import type { Denial } from './denial.ts';
import { callerAccountOf } from './event-copy.ts';

/**
 * What makes denials one finding: the caller's account, the principal, the actions and the cause. The resource
 * is left out, so that the same role and action on a new resource joins the finding; what one statement cannot hold
 * is kept apart: names of literal `*` and AWS's patterns, different conditions. Hexadecimal SHA-256.
 */
export function fingerprintOf(denial: Denial): string {
  const { principal, required, operation, cause } = denial;
  const actions = required.map(({ action }) => action);
  return toFingerprint({
    account: callerAccountOf(denial),
    principal: principal.arn ?? principal.kind,
    // Without any action the operation keeps different calls apart.
    actions: actions.length > 0 ? actions.map(lowered) : [operation?.eventName ?? ''],
    cause,
    conditions: required.flatMap(({ condition }) => condition ?? []),
    isLiteral: required.some(({ literal }) => literal === true),
  });
}

function lowered(action: string): string {
  return action.toLowerCase();
}

type Marks = {
  readonly account: string | null;
  readonly principal: string;
  readonly actions: readonly string[];
  readonly cause: Cause;
  readonly conditions: readonly RequestCondition[];
  readonly isLiteral: boolean;
};

const toFingerprint = memoise(
  ({ account, principal, actions, cause, conditions, isLiteral }: Marks) =>
    digestOf({
      account,
      principal,
      actions: [...new Set(actions)].sort(),
      cause,
      ...(conditions.length > 0 && { conditions }),
      ...(isLiteral && { literal: true }),
    }),
  {
    most: 4000,
    isSmall: ({ principal, actions, conditions }) =>
      principal.length <= 512 && actions.join().length <= 256 && conditions.length <= 1,
    bucketOf: ({ principal, actions }) => `${principal} ${actions[0]}`,
    isSame: (one, other) =>
      one.cause === other.cause &&
      one.account === other.account &&
      one.principal === other.principal &&
      one.isLiteral === other.isLiteral &&
      isSameJson(one.conditions, other.conditions) &&
      one.actions.length === other.actions.length &&
      one.actions.every((action, index) => action === other.actions[index]),
  },
);
