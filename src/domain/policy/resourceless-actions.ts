import table from './resourceless-actions.generated.json' with { type: 'json' };

/** The names of each service's actions in one text, lower case, apart by spaces. */
const NAMES: Readonly<Record<string, string>> = table;

/**
 * True for an action that AWS lists without a resource type, so that `*` is the only resource that
 * works; case aside. Generated with the catalogue, from the Service Authorization Reference.
 */
export function isResourceless(action: string): boolean {
  const [service = '', name = '', ...rest] = action.toLowerCase().split(':');
  if (name === '' || name.includes(' ') || rest.length > 0) return false;
  // A function that starts makes no table of nine thousand names for the one that it asks for.
  return Object.hasOwn(NAMES, service) && ` ${NAMES[service]} `.includes(` ${name} `);
}
