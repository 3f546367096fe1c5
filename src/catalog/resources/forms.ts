import type { Form } from './row.ts';

/** The whole value, where it is as the expression says; else nothing. Give anchored, linear expressions. */
export function matching(expression: RegExp): Form {
  return (value) => (expression.test(value) ? [value] : []);
}

/** What a group of an expression caught. */
export function part(expression: RegExp, group = 1): Form {
  return (value) => {
    const caught = expression.exec(value)?.[group];
    return caught === undefined || caught === '' ? [] : [caught];
  };
}

/** A form, and what is put around what it gives. */
export function around(before: string, form: Form, after: string): Form {
  return (value, place) => form(value, place).map((one) => before + one + after);
}

/** A name of one segment: no separator and no pattern can hide in it. */
export const name = matching(/^[\w.+=@,-]{1,255}$/);

/** A name that may have `/` in it. */
export const path = matching(/^[\w.+=@,#/-]{1,1024}$/);

/** A name that takes every character; only for services whose patterns are escaped in policies. */
export const anything: Form = (value) => [value];

export const uuid = matching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);

export const number = matching(/^\d{1,19}$/);

export const account = matching(/^\d{12}$/);

/** `i-0123…`: a known word, and the eight or seventeen digits of all EC2 ids. */
export const ec2Id = matching(/^[a-z]{1,12}(?:-[a-z]{1,12}){0,4}-[0-9a-f]{8}(?:[0-9a-f]{9})?$/);

/** Account and region of a whole ARN. */
export const accountOfArn = part(/^arn:[a-z-]{1,20}:[a-z0-9-]{1,40}:[a-z0-9-]{0,30}:(\d{12}):/);
export const regionOfArn = part(/^arn:[a-z-]{1,20}:[a-z0-9-]{1,40}:([a-z0-9-]{1,30}):/);
