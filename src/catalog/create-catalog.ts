import type { ActionLookup, ApiCall, DeniedAction } from '../domain/permission/action-lookup.ts';
import type { RequiredPermission } from '../domain/permission/required-permission.ts';
import { actionsOfEvent, type EventActions, type EventCall } from './actions-of-event.ts';
import { type CatalogAction, type CatalogService, findAction } from './catalog-service.ts';
import { isServiceName, loadService } from './load-service.ts';
import { rememberLookUps } from './remember-look-ups.ts';
import { locateResources } from './resources/locate-resources.ts';

/**
 * The catalogue, loaded service by service. Its questions are answered at once, from what is loaded;
 * ask them inside `whenLoaded`, which loads what an answer lacked and asks again.
 */
export type Catalog = {
  /** Runs pure work, again after each load, until it asked for nothing that was not there. */
  whenLoaded<T>(work: () => T): Promise<T>;
  actionsOfEvent(call: EventCall): EventActions;
  findAction(action: string): CatalogAction | undefined;
  findService(prefix: string): CatalogService | undefined;
  /** For `readRecord`: what the call of an event needed. Undefined where the catalogue does not know it. */
  readonly lookUp: ActionLookup;
};

export function createCatalog(load: typeof loadService = loadService): Catalog {
  const services = new Map<string, CatalogService | undefined>();
  const missed = new Set<string>();
  const findService = (prefix: string) => {
    if (!services.has(prefix) && isServiceName(prefix)) missed.add(prefix);
    return services.get(prefix);
  };
  const loadMissed = async () => {
    const wanted = [...missed];
    missed.clear();
    await Promise.all(wanted.map(async (prefix) => void services.set(prefix, await load(prefix))));
  };
  const find = rememberFound((action) => {
    const service = findService(action.slice(0, action.indexOf(':')).toLowerCase());
    return service && findAction(service, action);
  });
  const isLoaded = () => missed.size === 0;
  return {
    async whenLoaded(work) {
      for (;;) {
        const result = work();
        if (isLoaded()) return result;
        await loadMissed();
      }
    },
    actionsOfEvent: (call) => actionsOfEvent(call, findService),
    findAction: find,
    findService,
    lookUp: toLookUp(findService, (action) => find(action)?.dependentActions ?? [], isLoaded),
  };
}

const MOST_FOUND = 4000;

/** The same search, remembering what it found: all of it is the catalogue's own but the case of a name. */
function rememberFound(
  find: (action: string) => CatalogAction | undefined,
): (action: string) => CatalogAction | undefined {
  const found = new Map<string, CatalogAction>();
  return (action) => {
    const known = found.get(action);
    if (known) return known;
    const one = find(action);
    if (one && found.size >= MOST_FOUND) found.clear();
    if (one) found.set(action, one);
    return one;
  };
}

function toLookUp(
  findService: Catalog['findService'],
  dependentsOf: (action: string) => readonly string[],
  isLoaded: () => boolean,
): ActionLookup {
  const lookUp = (call: ApiCall, denied?: DeniedAction) =>
    denied === undefined
      ? toRequired(actionsOfEvent(call, findService), (action) =>
          resourcesOf({ action, resource: null }, call, findService),
        )
      : ofDenied(denied, resourcesOf(denied, call, findService));
  return Object.assign(rememberLookUps(lookUp, isLoaded), { dependentsOf });
}

function toRequired(
  { actions, mode, basis }: EventActions,
  resourcesFor: (action: string) => readonly string[] | undefined,
): readonly RequiredPermission[] | undefined {
  if (basis === 'unknown') return undefined;
  // Which of the alternatives it was is not known: shown, and never granted.
  const isOpen = mode === 'any' && actions.length > 1;
  return actions.map((action) => {
    const resources = resourcesFor(action) ?? [];
    return {
      action,
      resources,
      basis: isOpen ? 'unknown' : basis,
      confidence: isOpen || resources.length === 0 ? 'low' : 'medium',
    };
  });
}

function ofDenied(
  { action }: DeniedAction,
  resources: readonly string[] | undefined,
): readonly RequiredPermission[] | undefined {
  if (resources === undefined) return undefined;
  const confidence = resources.length === 0 ? 'low' : 'medium';
  return [{ action, resources, basis: 'message', confidence }];
}

/** Undefined for an action that the catalogue does not know. */
function resourcesOf(
  { action, resource }: DeniedAction,
  call: ApiCall,
  findService: Catalog['findService'],
): readonly string[] | undefined {
  const service = findService(action.slice(0, action.indexOf(':')).toLowerCase());
  const known = service && findAction(service, action);
  return known && locateResources({ action: known, service }, call, resource);
}

/** The ARN patterns of the resource types that an action has. */
export function patternsOf(
  action: CatalogAction | undefined,
  catalog: Pick<Catalog, 'findService'>,
): readonly string[] {
  if (action === undefined) return [];
  const service = catalog.findService(action.action.slice(0, action.action.indexOf(':')));
  return action.resourceTypes.flatMap(({ name }) => service?.resources.get(name) ?? []);
}
