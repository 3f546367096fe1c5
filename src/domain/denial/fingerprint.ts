import { digestOf } from '../../kernel/digest.ts';
import type { Denial } from './denial.ts';
import { callerAccountOf } from './event-copy.ts';

/**
 * What makes denials one finding: the caller's account, the principal, the actions and the cause. The resource
 * is left out, so that the same role and action on a new resource joins the finding; what one statement cannot hold
 * is kept apart: names of literal `*` and AWS's patterns, different conditions. Hexadecimal SHA-256.
 */
export function fingerprintOf(denial: Denial): string {
  const actions = denial.required.map(({ action }) => action.toLowerCase());
  const conditions = denial.required.flatMap(({ condition }) => condition ?? []);
  return digestOf({
    account: callerAccountOf(denial),
    principal: denial.principal.arn ?? denial.principal.kind,
    // Without any action the operation keeps different calls apart.
    actions:
      actions.length > 0 ? [...new Set(actions)].sort() : [denial.operation?.eventName ?? ''],
    cause: denial.cause,
    ...(conditions.length > 0 && { conditions }),
    ...(denial.required.some(({ literal }) => literal === true) && { literal: true }),
  });
}
