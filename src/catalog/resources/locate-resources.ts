import type { ApiCall } from '../../domain/permission/action-lookup.ts';
import { toOperationName } from '../../domain/permission/service-prefix.ts';
import type { CatalogAction, CatalogService } from '../catalog-service.ts';
import { typesOfArn } from './arn-pattern.ts';
import { unwrapped } from './request-values.ts';
import { type RequestResources, resourcesOfRequest } from './resources-of-request.ts';
import type { Place } from './row.ts';

/** What is known of an action and of the service that it belongs to. */
export type KnownAction = { readonly action: CatalogAction; readonly service: CatalogService };

/**
 * The resources that an action was denied on: `*` where it has none, else AWS's own word, the event's
 * `resources[]` of the action's types, what the request names; an empty list where nothing tells.
 */
export function locateResources(
  known: KnownAction,
  call: ApiCall,
  told: string | null,
): readonly string[] {
  if (told !== null) return narrowed(told, known, call);
  if (known.action.resourceTypes.length === 0) return ['*'];
  const listed = listedResources(known, call.resources ?? []);
  if (listed.length === 1) return listed;
  const { arns, complete } = ofRequest(known, call, false);
  return complete ? arns : [];
}

/** The same of a request alone, for a person: `${Region}` and `${Account}` stay where they are unknown. */
export function spellResources(known: KnownAction, call: ApiCall): readonly string[] {
  if (known.action.resourceTypes.length === 0) return ['*'];
  return call.requestParameters === null ? [] : ofRequest(known, call, true).arns;
}

// EC2 says `instance/*` where its request has the id.
function narrowed(told: string, known: KnownAction, call: ApiCall): readonly string[] {
  if (!told.endsWith('/*') && !told.endsWith(':*')) return [told];
  const start = told.slice(0, -1);
  const within = ofRequest(known, call, false).arns.filter(
    (arn) => arn.startsWith(start) && arn.length > start.length,
  );
  return within.length > 0 ? within : [told];
}

function listedResources(
  { action, service }: KnownAction,
  arns: readonly string[],
): readonly string[] {
  const types = action.resourceTypes.map(({ name }) => name);
  return arns.filter((arn) => {
    const own = typesOfArn(service, arn);
    return types.some((type) => own.has(type));
  });
}

function ofRequest(
  { action, service }: KnownAction,
  call: ApiCall,
  open: boolean,
): RequestResources {
  const operation = toOperationName(call.eventName).toLowerCase();
  const parameters = unwrapped(call.requestParameters ?? {}, operation);
  const rowCall = { action: action.action.toLowerCase(), operation, parameters };
  return resourcesOfRequest(action, rowCall, service, toPlace(call, open));
}

// An event's fields are texts of any kind until they look like what they are to be.
function toPlace({ partition, region, account }: ApiCall, open: boolean): Place {
  return {
    partition: /^aws(?:-[a-z]{1,10}){0,3}$/.test(partition) ? partition : 'aws',
    region: /^[a-z]{2,5}(?:-[a-z0-9]{1,12}){1,3}$/.test(region ?? '') ? region : null,
    account: /^\d{12}$/.test(account ?? '') ? account : null,
    open,
  };
}
