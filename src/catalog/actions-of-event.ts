import type { ApiCall } from '../domain/permission/action-lookup.ts';
import type { Basis } from '../domain/permission/required-permission.ts';
import { prefixOfEventSource, toOperationName } from '../domain/permission/service-prefix.ts';
import { refineByRequest } from './by-request/refine-by-request.ts';
import type { CatalogService } from './catalog-service.ts';
import { findException } from './exceptions/exceptions.ts';
import { any, all, type Need } from './need.ts';

/** The part of an event that tells which actions it needed. */
export type EventCall = Pick<ApiCall, 'eventSource' | 'eventName' | 'requestParameters'> & {
  readonly additionalEventData?: ApiCall['additionalEventData'];
};

/** Finds a service that is loaded. */
export type FindService = (prefix: string) => CatalogService | undefined;

/** What a call needs. `unknown`: the guess is the action of the operation's own name. */
export type EventActions = Need & {
  readonly basis: Exclude<Basis, 'message'>;
  /** The page that a hand-written exception rests on. */
  readonly source: string | null;
  /** IAM policies are not evaluated for the operation, or AWS asks for no permission: an Allow changes nothing. */
  readonly withoutIam: boolean;
};

/**
 * The IAM actions that an API call needs, as CloudTrail names the call: hand-written exceptions, then
 * the action of the same name, the HTTP verb, and what AWS's documentation says of the operation.
 */
export function actionsOfEvent(call: EventCall, findService: FindService): EventActions {
  const operation = toOperationName(call.eventName);
  const prefixes = prefixesOf(call);
  const found = prefixes.flatMap((prefix) => resolve(call, prefix, operation, findService) ?? []);
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  if (first !== undefined) return { ...first, ...any(...found.flatMap(({ actions }) => actions)) };
  const guess = all(`${prefixes[0]}:${operation}`);
  return { ...guess, basis: 'unknown', source: null, withoutIam: false };
}

/**
 * Application Auto Scaling logs under the host of EC2 Auto Scaling, and says so in `additionalEventData`
 * (Application Auto Scaling User Guide, “Logging API calls using CloudTrail”).
 */
function prefixesOf({
  eventSource,
  requestParameters,
  additionalEventData,
}: EventCall): readonly string[] {
  const prefix = prefixOfEventSource(eventSource.toLowerCase());
  if (prefix !== 'autoscaling') return [prefix];
  const told = additionalEventData?.['service'];
  const has = (key: string) => requestParameters !== null && Object.hasOwn(requestParameters, key);
  if (told === 'application-autoscaling' || has('serviceNamespace'))
    return ['application-autoscaling'];
  return has('autoScalingGroupName') ? ['autoscaling'] : ['autoscaling', 'application-autoscaling'];
}

function resolve(
  call: EventCall,
  prefix: string,
  operation: string,
  findService: FindService,
): EventActions | undefined {
  const service = findService(prefix);
  const known = findNeed(prefix, operation, service);
  if (known === undefined) return undefined;
  const need = refineByRequest(`${prefix}:${operation}`, known.need, call.requestParameters ?? {});
  const withoutIam =
    service?.withoutIam.has(operation.toLowerCase()) === true ||
    WITHOUT_PERMISSION.has(`${prefix}:${operation}`.toLowerCase());
  return { ...need, basis: known.basis, source: known.source ?? null, withoutIam };
}

type Known = {
  readonly need: Need;
  readonly basis: EventActions['basis'];
  readonly source?: string;
};

function findNeed(
  prefix: string,
  operation: string,
  service: CatalogService | undefined,
): Known | undefined {
  const name = operation.toLowerCase();
  const exception = findException(prefix, operation);
  if (exception) return { need: exception.need, basis: 'exception', source: exception.source };
  const same = service?.actions.get(name);
  if (same) return { need: all(same.action), basis: 'catalog' };
  const http = service?.http.get(name);
  if (http) return { need: toVerbs(prefix, http), basis: 'http-method' };
  const documented = service?.operations.get(name);
  return documented && { need: documented, basis: 'catalog' };
}

function toVerbs(prefix: string, http: readonly string[]): Need {
  const verbs = [...new Set(http.map((one) => `${prefix}:${one.split(' ', 1)[0]}`))];
  return verbs.length > 1 ? any(...verbs) : all(...verbs);
}

/**
 * Operations that AWS lets everybody call, whose action only a Deny can name. Source: the page of each
 * in the AWS STS and Amazon DynamoDB API references (“No permissions are required …”).
 */
const WITHOUT_PERMISSION = new Set([
  'sts:getcalleridentity',
  'sts:getsessiontoken',
  'dynamodb:describeendpoints',
]);
