import { memoiseText } from '../../kernel/memo.ts';
import type { RequiredPermission } from '../permission/required-permission.ts';
import { isAttachableArn, isPermissionSetRole, isServiceLinkedRole } from '../principal/iam-arn.ts';
import type { PrincipalKind } from '../principal/principal.ts';
import type { Denial } from './denial.ts';

/** What an answer depends on of the principal's ARN: never the name, so that many share an answer. */
export type Holder = {
  /** The ARN up to the account. */
  readonly place: string;
  readonly isAttachable: boolean;
  readonly isServiceLinked: boolean;
  readonly isPermissionSet: boolean;
};

/** All that the answer to a denial depends on. Whatever is added here is compared by `isSameQuestion` too. */
export type Question = Pick<
  Denial,
  'cause' | 'account' | 'denyingPolicyArn' | 'required' | 'decoded'
> & {
  readonly kind: PrincipalKind;
  /** Null where the principal's ARN is not known. */
  readonly holder: Holder | null;
};

/** The question that a denial asks. */
export function toQuestion(denial: Denial): Question {
  const { cause, account, denyingPolicyArn, required, principal, decoded } = denial;
  const holder = principal.arn === null ? null : toHolder(principal.arn);
  const question = { cause, account, denyingPolicyArn, required, kind: principal.kind, holder };
  return decoded === undefined ? question : { ...question, decoded };
}

const toHolder = memoiseText(
  (arn): Holder => ({
    place: arn.split(':', 5).join(':'),
    isAttachable: isAttachableArn(arn),
    isServiceLinked: isServiceLinkedRole(arn),
    isPermissionSet: isPermissionSetRole(arn),
  }),
  { most: 4000, longest: 256 },
);

/** True for a question as one denial asks it, about one or two actions on one resource. */
export function isSmallQuestion({ required, denyingPolicyArn, decoded }: Question): boolean {
  return (
    // Each decoded message has its own answer, with names of its own.
    decoded === undefined &&
    required.length <= 2 &&
    (denyingPolicyArn ?? '').length <= LONGEST_ARN &&
    required.every(
      ({ resources }) => resources.length <= 1 && (resources[0] ?? '').length <= LONGEST_ARN,
    )
  );
}

const LONGEST_ARN = 512;

/** True for questions that have the same answer. */
export function isSameQuestion(one: Question, other: Question): boolean {
  return (
    one.kind === other.kind &&
    one.cause === other.cause &&
    one.account === other.account &&
    one.denyingPolicyArn === other.denyingPolicyArn &&
    one.decoded === other.decoded &&
    isSameHolder(one.holder, other.holder) &&
    isSameList(one.required, other.required, isSamePermission)
  );
}

function isSameHolder(one: Holder | null, other: Holder | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.place === other.place &&
    one.isAttachable === other.isAttachable &&
    one.isServiceLinked === other.isServiceLinked &&
    one.isPermissionSet === other.isPermissionSet
  );
}

function isSamePermission(one: RequiredPermission, other: RequiredPermission): boolean {
  return (
    one.action === other.action &&
    one.basis === other.basis &&
    one.literal === other.literal &&
    one.condition?.key === other.condition?.key &&
    one.condition?.value === other.condition?.value &&
    isSameList(one.resources, other.resources, (a, b) => a === b)
  );
}

function isSameList<T>(
  one: readonly T[],
  other: readonly T[],
  isSame: (one: T, other: T) => boolean,
): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (!isSame(one[i]!, other[i]!)) return false;
  return true;
}
