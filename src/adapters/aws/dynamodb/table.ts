import {
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
  type PutCommandInput,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { toAppError } from './to-app-error.ts';

export type Key = { readonly pk: string; readonly sk: string };

/** An item as it was read: nothing about it is known until it is parsed. */
export type Item = Readonly<Record<string, unknown>>;

export type Written = 'written' | 'condition-failed';

/** The calls that the store makes on its one table, with consistent reads; IO faults throw `AppError`. */
export type Table = {
  get(key: Key): Promise<Item | undefined>;
  put(input: Omit<PutCommandInput, 'TableName'>): Promise<Written>;
  update(input: Omit<UpdateCommandInput, 'TableName'>): Promise<Written>;
  /** The items of one partition, by ascending `sk`. */
  query(pk: string): AsyncIterable<Item>;
  scan(): AsyncIterable<Item>;
};

type Page = {
  readonly Items?: Item[] | undefined;
  readonly LastEvaluatedKey?: Record<string, unknown> | undefined;
};

export function createTable(deps: { client: DynamoDBDocumentClient; tableName: string }): Table {
  const { client, tableName: TableName } = deps;
  const call = <T>(promise: Promise<T>): Promise<T> =>
    promise.catch((error: unknown) => {
      throw toAppError(error, TableName);
    });
  const write = (promise: Promise<unknown>): Promise<Written> => call(toWritten(promise));
  return {
    async get(key) {
      const command = new GetCommand({ TableName, Key: key, ConsistentRead: true });
      return (await call(client.send(command))).Item;
    },
    put: (input) => write(client.send(new PutCommand({ ...input, TableName }))),
    update: (input) => write(client.send(new UpdateCommand({ ...input, TableName }))),
    query: (pk) =>
      pagesOf((ExclusiveStartKey) => {
        const command = new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ExclusiveStartKey,
        });
        return call(client.send(command));
      }),
    scan: () =>
      pagesOf((ExclusiveStartKey) => {
        const command = new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey });
        return call(client.send(command));
      }),
  };
}

async function toWritten(promise: Promise<unknown>): Promise<Written> {
  try {
    await promise;
    return 'written';
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') {
      return 'condition-failed';
    }
    throw error;
  }
}

async function* pagesOf(
  fetchPage: (startKey: Record<string, unknown> | undefined) => Promise<Page>,
): AsyncIterable<Item> {
  let startKey: Record<string, unknown> | undefined;
  do {
    const page = await fetchPage(startKey);
    yield* page.Items ?? [];
    startKey = page.LastEvaluatedKey;
  } while (startKey !== undefined);
}
