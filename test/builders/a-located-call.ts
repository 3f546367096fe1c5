import { createCatalog } from '../../src/catalog/create-catalog.ts';
import type { ApiCall } from '../../src/domain/permission/action-lookup.ts';

const catalog = createCatalog();

/** A call in us-east-1 of account 123456789012. */
export function aCall(
  host: string,
  eventName: string,
  requestParameters: ApiCall['requestParameters'],
  other: Partial<ApiCall> = {},
): ApiCall {
  return {
    eventSource: `${host}.amazonaws.com`,
    eventName,
    requestParameters,
    partition: 'aws',
    region: 'us-east-1',
    account: '123456789012',
    ...other,
  };
}

/** The resources of an action that a call was denied, and nothing in its message told. */
export async function locate(
  action: string,
  call: ApiCall,
  resource: string | null = null,
): Promise<readonly string[] | undefined> {
  const found = await catalog.whenLoaded(() => catalog.lookUp(call, { action, resource }));
  return found?.[0]?.resources;
}
