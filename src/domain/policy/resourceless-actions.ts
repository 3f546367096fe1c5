import table from './resourceless-actions.generated.json' with { type: 'json' };

const ACTIONS: ReadonlySet<string> = new Set(
  Object.entries(table).flatMap(([service, names]) =>
    names.split(' ').map((name) => `${service}:${name}`),
  ),
);

/**
 * True for an action that AWS lists without a resource type, so that `*` is the only resource that
 * works; case aside. Generated with the catalogue, from the Service Authorization Reference.
 */
export function isResourceless(action: string): boolean {
  return ACTIONS.has(action.toLowerCase());
}
