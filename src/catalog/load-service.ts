import { type CatalogService, type ServiceData, toCatalogService } from './catalog-service.ts';
import names from './service-names.generated.json' with { type: 'json' };

const NAMES: ReadonlySet<string> = new Set(names);

/** True for the IAM prefix of a service that the catalogue has. */
export function isServiceName(prefix: string): boolean {
  return NAMES.has(prefix);
}

/** The IAM prefixes of all services, in their order. */
export function listServiceNames(): readonly string[] {
  return names;
}

/** The data of one service; undefined for a prefix that AWS has not. Each service is a chunk of its own in a bundle. */
export async function loadService(prefix: string): Promise<CatalogService | undefined> {
  // The name comes from an event: only a listed one may become a path.
  if (!isServiceName(prefix)) return undefined;
  const file = (await import(`./services/${prefix}.generated.json`, {
    with: { type: 'json' },
  })) as { readonly default: ServiceData };
  return toCatalogService(prefix, file.default);
}
