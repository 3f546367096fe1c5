import type { ActionLookup, ApiCall, DeniedAction } from '../domain/permission/action-lookup.ts';
import type { RequiredPermission } from '../domain/permission/required-permission.ts';
import { isSameJson, isSmallJson } from '../kernel/is-same-json.ts';
import { memoise } from '../kernel/memo.ts';

type Asked = { readonly call: ApiCall; readonly denied: DeniedAction | undefined };
type Told = { readonly required: readonly RequiredPermission[] | undefined };

const MOST = 4000;
const MOST_CHARACTERS = 2000;
const MOST_MEMBERS = 100;

/**
 * The same look-up, remembering what it told of the calls that are made again and again. `isFinal` is
 * false while an answer may still change, because a service of the catalogue is not loaded.
 */
export function rememberLookUps(lookUp: ActionLookup, isFinal: () => boolean): ActionLookup {
  const answer = memoise(({ call, denied }: Asked): Told => ({ required: lookUp(call, denied) }), {
    most: MOST,
    isSmall: (asked) => isFinal() && isSmall(asked),
    bucketOf: toBucket,
    isSame,
  });
  return (call, denied) => answer({ call, denied }).required;
}

/** Calls differ most in the name that their parameters give first; else in what was denied. */
function toBucket({ call, denied }: Asked): string {
  return firstText(call.requestParameters) ?? denied?.resource ?? call.eventName;
}

function firstText(parameters: ApiCall['requestParameters']): string | undefined {
  for (const name in parameters) {
    const value = parameters[name];
    if (typeof value === 'string') return value;
  }
  return undefined;
}

function isSmall({ call, denied }: Asked): boolean {
  return isSmallJson([call, denied], MOST_CHARACTERS, MOST_MEMBERS);
}

function isSame(one: Asked, other: Asked): boolean {
  const [a, b] = [one.call, other.call];
  return (
    a.eventName === b.eventName &&
    a.eventSource === b.eventSource &&
    a.account === b.account &&
    a.region === b.region &&
    a.partition === b.partition &&
    one.denied?.action === other.denied?.action &&
    one.denied?.resource === other.denied?.resource &&
    isSameJson(a.requestParameters, b.requestParameters) &&
    isSameJson(a.resources, b.resources) &&
    isSameJson(a.additionalEventData, b.additionalEventData)
  );
}
