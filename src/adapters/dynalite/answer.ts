/** A call in DynamoDB's JSON protocol: `target` is for example `DynamoDB_20120810.GetItem`. */
export type Call = { readonly target: string; readonly body: string };

export type Answer = { readonly status: number; readonly body: string };

/** Not a status of DynamoDB: the process that owns the store met damaged data. Never worth a retry. */
export const DAMAGED_STATUS = 422;
