import type { Need } from '../need.ts';

/** Operations whose action has another name; `source` is the AWS page, or the fact, that says so. */
export type Exception = {
  readonly operations: readonly string[];
  readonly need: Need;
  readonly source: string;
};
