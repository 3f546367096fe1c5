import { prefixOfEventSource } from '../../src/domain/permission/service-prefix.ts';
import type { Facts } from './inputs.ts';
import { canonicalName, type IamService } from './read-iam-data.ts';
import type { SdkClient, SdkOperation } from './read-sdk-client.ts';

/** What an operation needs whose name is no action's: all of the actions, or any one of them. */
export type Derived = { readonly mode: 'all' | 'any'; readonly actions: readonly string[] };

/** The operations of one service, as far as their names are not enough. */
export type ServiceOperations = {
  readonly derived: Map<string, Derived>;
  /** `VERB URI` of operations that are authorised by their HTTP verb. */
  readonly http: Map<string, string[]>;
  /** Operations for which IAM policies are not evaluated. */
  readonly withoutIam: Set<string>;
};

/** An operation's needs in AWS's own Service Reference, by `prefix:Operation`. */
export type Reference = ReadonlyMap<string, readonly string[]>;

type Services = ReadonlyMap<string, IamService>;

/**
 * What the SDK's documentation and the pages of the actions say about operations that are not actions.
 * AWS's own reference wins over both where it is given.
 */
export function deriveOperations(
  services: Services,
  facts: Facts,
  reference: Reference = new Map(),
): ReadonlyMap<string, ServiceOperations> {
  const all = new Map<string, ServiceOperations>();
  const of = (prefix: string) => {
    const known = all.get(prefix) ?? { derived: new Map(), http: new Map(), withoutIam: new Set() };
    all.set(prefix, known);
    return known;
  };
  const clients = clientsByPrefix(services, facts);
  for (const [prefix, pages] of Object.entries(facts.docPages)) {
    const known = clients.get(prefix)?.flatMap(({ operations }) => Object.keys(operations));
    for (const [operation, names] of Object.entries(pages)) {
      // Some pages are no operation's (`API_Operations.html`), which only a client's list can tell.
      if (known !== undefined && !known.includes(operation)) continue;
      const derived = fromPage(services, prefix, operation, names);
      if (derived) of(prefix).derived.set(operation, derived);
    }
  }
  for (const [prefix, own] of clients) {
    for (const client of own) addClient(services, prefix, client, of(prefix));
  }
  for (const [key, names] of reference) {
    const [prefix = '', operation = ''] = key.split(':', 2);
    const actions = names.flatMap((name) => canonicalName(services, name) ?? []);
    if (services.has(prefix) && actions.length > 0)
      of(prefix).derived.set(operation, { mode: 'all', actions });
  }
  return all;
}

function clientsByPrefix(services: Services, facts: Facts): ReadonlyMap<string, SdkClient[]> {
  const clients = new Map<string, SdkClient[]>();
  for (const [name, client] of Object.entries(facts.clients)) {
    const prefix = prefixOfClient(services, name, client);
    if (prefix === undefined) continue;
    clients.set(prefix, [...(clients.get(prefix) ?? []), client]);
  }
  return clients;
}

function fromPage(
  services: Services,
  prefix: string,
  operation: string,
  names: readonly string[],
): Derived | undefined {
  if (canonicalName(services, `${prefix}:${operation}`) !== undefined) return undefined;
  const actions = names.flatMap((name) => canonicalName(services, `${prefix}:${name}`) ?? []);
  // One page for several actions does not say which of them a request needs.
  return actions.length === 0 ? undefined : { mode: actions.length > 1 ? 'any' : 'all', actions };
}

function addClient(
  services: Services,
  prefix: string,
  client: SdkClient,
  into: ServiceOperations,
): void {
  const isByVerb = services.get(prefix)?.actions.has('patch') ?? false;
  for (const [operation, fact] of Object.entries(client.operations)) {
    if (fact.withoutIam) into.withoutIam.add(operation);
    if (canonicalName(services, `${prefix}:${operation}`) !== undefined) continue;
    if (isByVerb && fact.http !== undefined) {
      into.http.set(operation, [...(into.http.get(operation) ?? []), fact.http]);
      continue;
    }
    const action = mentionedAction(services, prefix, operation, fact);
    if (action !== undefined) into.derived.set(operation, { mode: 'all', actions: [action] });
  }
}

// Its documentation names what the assumed role must have, not what the caller needs.
const OF_SOMEBODY_ELSE = new Set(['lakeformation:AssumeDecoratedRoleWithSAML']);

/** The only action of the service that the documentation of the operation names. */
function mentionedAction(
  services: Services,
  prefix: string,
  operation: string,
  { mentions = [] }: SdkOperation,
): string | undefined {
  const own = mentions.filter((mention) => mention.startsWith(`${prefix}:`));
  // Its own name: an action that the list does not have yet.
  const name = `${prefix}:${operation}`;
  if (own.includes(name) || OF_SOMEBODY_ELSE.has(name)) return undefined;
  const actions = new Set(own.flatMap((mention) => canonicalName(services, mention) ?? []));
  return actions.size === 1 ? [...actions][0] : undefined;
}

/** The IAM prefix of a client: that of its signature, of its name, or the one that knows most of its operations. */
export function prefixOfClient(
  services: Services,
  name: string,
  { signingName, operations }: SdkClient,
): string | undefined {
  const named = [signingName, signingName && prefixOfEventSource(signingName), name];
  const known = named.find((one) => one !== null && services.has(one));
  if (typeof known === 'string') return known;
  const score = (prefix: string) =>
    Object.keys(operations).filter((one) => canonicalName(services, `${prefix}:${one}`)).length;
  const best = [...services.keys()].map((prefix) => [score(prefix), prefix] as const);
  const [most, prefix] = best.reduce((one, other) => (other[0] > one[0] ? other : one));
  return most >= Object.keys(operations).length / 3 ? prefix : undefined;
}
