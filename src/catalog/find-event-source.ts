import { prefixOfEventSource } from '../domain/permission/service-prefix.ts';
import clientNames from './client-names.generated.json' with { type: 'json' };
import { isServiceName, listServiceNames } from './load-service.ts';

const CLIENTS: Readonly<Record<string, string>> = clientNames;

/** A service as people write it, as the event source that CloudTrail writes; or names that come near it. */
export type FoundEventSource =
  | { readonly kind: 'found'; readonly eventSource: string }
  | { readonly kind: 'unknown'; readonly near: readonly string[] };

const MOST_SUGGESTIONS = 5;

/** Finds a service by its IAM prefix (`states`), SDK client (`sfn`) or CloudTrail host (`states.amazonaws.com`). */
export function findEventSource(service: string): FoundEventSource {
  const word = service
    .toLowerCase()
    .replace(/^@aws-sdk\//, '')
    .replace(/^client-/, '');
  const client = Object.hasOwn(CLIENTS, word) ? CLIENTS[word] : undefined;
  const name = client ?? word;
  if (isServiceName(prefixOfEventSource(name))) {
    return { kind: 'found', eventSource: name.includes('.') ? name : `${name}.amazonaws.com` };
  }
  const start = word.slice(0, 3);
  const near = [...listServiceNames(), ...Object.keys(CLIENTS)].filter(
    (one) => one.includes(word) || one.startsWith(start),
  );
  return { kind: 'unknown', near: near.slice(0, MOST_SUGGESTIONS) };
}
