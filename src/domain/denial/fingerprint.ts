import { digestOf } from '../../kernel/digest.ts';
import { memoise } from '../../kernel/memo.ts';
import type { Cause } from './cause.ts';
import type { Denial } from './denial.ts';

/**
 * What makes denials one finding: the account, the principal, the actions and the cause. The resource
 * is left out, so that the same role and action on a new resource joins the finding. Hexadecimal SHA-256.
 */
export function fingerprintOf({ account, principal, required, operation, cause }: Denial): string {
  const actions = required.map(({ action }) => action);
  return toFingerprint({
    account,
    principal: principal.arn ?? principal.kind,
    // Without any action the operation keeps different calls apart.
    actions: actions.length > 0 ? actions.map(lowered) : [operation?.eventName ?? ''],
    cause,
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
};

const toFingerprint = memoise(
  ({ account, principal, actions, cause }: Marks) =>
    digestOf({ account, principal, actions: [...new Set(actions)].sort(), cause }),
  {
    most: 4000,
    isSmall: ({ principal, actions }) => principal.length <= 512 && actions.join().length <= 256,
    bucketOf: ({ principal, actions }) => `${principal} ${actions[0]}`,
    isSame: (one, other) =>
      one.cause === other.cause &&
      one.account === other.account &&
      one.principal === other.principal &&
      one.actions.length === other.actions.length &&
      one.actions.every((action, index) => action === other.actions[index]),
  },
);
