import { type Catalog, patternsOf } from '../catalog/create-catalog.ts';
import { spellResources } from '../catalog/resources/locate-resources.ts';
import type { ApiCall } from '../domain/permission/action-lookup.ts';
import type { LookedUpAction, LookupOutcome } from '../domain/permission/lookup-outcome.ts';
import { parseApiCall } from '../domain/permission/parse-api-call.ts';

/** Looks up which IAM actions an API call needs; the request is not trusted to have any shape. */
export function createLookUpActions({ catalog }: { readonly catalog: Catalog }) {
  return (request: unknown): Promise<LookupOutcome> =>
    catalog.whenLoaded(() => lookUp(request, catalog));
}

function lookUp(request: unknown, catalog: Catalog): LookupOutcome {
  const parsed = parseApiCall(request);
  if (parsed.kind === 'invalid') return parsed;
  const { actions, mode, basis, source, withoutIam } = catalog.actionsOfEvent(parsed.call);
  const required = actions.map((action) => toLookedUp(action, parsed.call, catalog));
  return { kind: 'looked-up', required, mode, basis, source, withoutIam };
}

function toLookedUp(action: string, call: ApiCall, catalog: Catalog): LookedUpAction {
  const known = catalog.findAction(action);
  const service = catalog.findService(action.slice(0, action.indexOf(':')).toLowerCase());
  return {
    action,
    resources: known && service ? spellResources({ action: known, service }, call) : [],
    accessLevels: known?.accessLevels ?? [],
    patterns: patternsOf(known, catalog),
    dependentActions: known?.dependentActions ?? [],
  };
}
