import type { Need } from '../need.ts';

/** What an operation needs, narrowed by the parameters of one request. */
export type Refine = (need: Need, parameters: Readonly<Record<string, unknown>>) => Need;

/** A parameter that holds a text; CloudTrail writes a repeated query parameter as a list. */
export function textIn(
  parameters: Readonly<Record<string, unknown>>,
  key: string,
): string | undefined {
  const value = Object.hasOwn(parameters, key) ? parameters[key] : undefined;
  const text: unknown = Array.isArray(value) ? value[0] : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** The objects of a list parameter. */
export function objectsIn(
  parameters: Readonly<Record<string, unknown>>,
  key: string,
): readonly Readonly<Record<string, unknown>>[] {
  const value = Object.hasOwn(parameters, key) ? parameters[key] : undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.filter(
    (one): one is Readonly<Record<string, unknown>> => typeof one === 'object' && one !== null,
  );
}
