import type { PolicyDocument } from './policy-document.ts';
import { policySize } from './policy-size.ts';

/** How a policy would look with a grant in it. `policy` is a file's name, or the policy's ARN or name. */
export type PolicyPreview = {
  readonly principalArn: string;
  readonly policy: string;
  readonly outcome: 'merged' | 'already-present' | 'unsupported';
  /** Why it cannot be merged, as a sentence, else null. */
  readonly reason: string | null;
  /** Characters without white space, as IAM's quota counts them. */
  readonly sizeBefore: number;
  readonly sizeAfter: number;
  readonly sizeLimit: number;
  /** Unified diff of the document as indented JSON; empty when nothing changes. */
  readonly diff: string;
  readonly after: PolicyDocument | null;
};

const EMPTY: PolicyDocument = { Version: '2012-10-17', Statement: [] };

/** Compares a policy before (null: it is new) and after. `diff` makes a unified diff of two texts. */
export function toPolicyPreview(
  policy: {
    readonly principalArn: string;
    readonly name: string;
    readonly before: PolicyDocument | null;
    readonly after: PolicyDocument;
    readonly sizeLimit: number;
  },
  diff: (name: string, before: string, after: string) => string,
): PolicyPreview {
  const { principalArn, name, before, after, sizeLimit } = policy;
  const sizes = {
    sizeBefore: before === null ? 0 : policySize(before),
    sizeAfter: policySize(after),
  };
  const texts = [before === null ? '' : toText(before), toText(after)] as const;
  const outcome = texts[0] === texts[1] ? 'already-present' : 'merged';
  const shown = { ...sizes, sizeLimit, diff: diff(name, ...texts), after };
  return { principalArn, policy: name, outcome, reason: null, ...shown };
}

/** The preview that says why there is none. */
export function toRefusedPreview(
  principalArn: string,
  name: string,
  reason: string,
  base: PolicyDocument = EMPTY,
): PolicyPreview {
  const size = policySize(base);
  const sizes = { sizeBefore: size, sizeAfter: size, sizeLimit: 6144 };
  return {
    principalArn,
    policy: name,
    outcome: 'unsupported',
    reason,
    ...sizes,
    diff: '',
    after: null,
  };
}

function toText(document: PolicyDocument): string {
  return JSON.stringify(document, null, 2);
}
