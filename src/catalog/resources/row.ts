import type { Parameters } from './request-values.ts';

/**
 * Where a call was made, as far as known. A variable of an unknown place stays as the catalogue spells
 * it (`${Region}`) when `open`, for a person to read; else such an ARN is not written.
 */
export type Place = {
  readonly partition: string;
  readonly region: string | null;
  readonly account: string | null;
  readonly open: boolean;
};

/** What a value of the request means for a variable of an ARN; none where it is not a whole, valid one. */
export type Form = (value: string, place: Place) => readonly string[];

/** `at`: paths in `requestParameters`, the first that holds something wins. `otherwise`: AWS's default. */
export type Source = {
  readonly at: readonly string[];
  readonly form: Form;
  readonly otherwise?: string;
};

/** One call, as rows see it; action and operation in lower case. */
export type RowCall = {
  readonly action: string;
  readonly operation: string;
  readonly parameters: Parameters;
};

/** How a request names a resource of one type: an ARN given whole, or the variables of the type's pattern. */
export type Row = {
  readonly type: string;
  readonly arn?: readonly string[];
  readonly fill?: Readonly<Record<string, Source>>;
  readonly when?: (call: RowCall) => boolean;
};

/** Alternatives: the first that the request fills is the resource; a list needs all of its rows. */
export type Group = readonly (readonly Row[])[];

type Options = Pick<Row, 'when'> & { readonly arn?: string };

/** `paths` are joined by `|`. */
export function from(paths: string, form: Form, otherwise?: string): Source {
  const at = paths.split('|');
  return otherwise === undefined ? { at, form } : { at, form, otherwise };
}

export function row(type: string, fill: Row['fill'], { arn, when }: Options = {}): Row {
  return {
    type,
    ...(fill && { fill }),
    ...(arn === undefined ? {} : { arn: arn.split('|') }),
    ...(when && { when }),
  };
}

/** Rows of which the first that the request fills counts. */
export function oneOf(...rows: readonly (Row | readonly Row[])[]): Group {
  return rows.map((one) => (isList(one) ? one : [one]));
}

/** The rows of calls of some actions only; in lower case. */
export function ofActions(...actions: readonly string[]): (call: RowCall) => boolean {
  return ({ action }) => actions.includes(action);
}

function isList(one: Row | readonly Row[]): one is readonly Row[] {
  return Array.isArray(one);
}
