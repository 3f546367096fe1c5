import type { ApiCall } from './action-lookup.ts';
import type { RequiredPermission } from './required-permission.ts';
import { prefixOfEventSource, toOperationName } from './service-prefix.ts';

/** What an unknown call probably needs: the permission of its own name. Never granted, only shown. */
export function guessPermission(call: ApiCall): RequiredPermission {
  const action = `${prefixOfEventSource(call.eventSource)}:${toOperationName(call.eventName)}`;
  return { action, resources: [], basis: 'unknown', confidence: 'low' };
}
