import {
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
  type PutCommandInput,
  type QueryCommandInput,
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
  /** The items of one partition by ascending `sk`, from one `sk` on; the newest few first with `last`. */
  query(pk: string, range?: QueryRange): AsyncIterable<Item>;
  scan(): AsyncIterable<Item>;
};

/** `from`: the first `sk`. `last`: only so many items, from the highest `sk` down. */
export type QueryRange = { readonly from?: string; readonly last?: number };

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
    query: (pk, range = {}) =>
      pagesOf(
        (ExclusiveStartKey) =>
          call(client.send(new QueryCommand(toQuery(TableName, pk, range, ExclusiveStartKey)))),
        range.last,
      ),
    scan: () =>
      pagesOf((ExclusiveStartKey) => {
        const command = new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey });
        return call(client.send(command));
      }),
  };
}

function toQuery(
  TableName: string,
  pk: string,
  { from, last }: QueryRange,
  ExclusiveStartKey: Page['LastEvaluatedKey'],
): QueryCommandInput {
  return {
    TableName,
    ConsistentRead: true,
    KeyConditionExpression: from === undefined ? 'pk = :pk' : 'pk = :pk AND sk >= :from',
    ExpressionAttributeValues: { ':pk': pk, ...(from === undefined ? {} : { ':from': from }) },
    ExclusiveStartKey,
    ...(last === undefined ? {} : { ScanIndexForward: false, Limit: last }),
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
  most = Infinity,
): AsyncIterable<Item> {
  let startKey: Record<string, unknown> | undefined;
  let count = 0;
  do {
    const page = await fetchPage(startKey);
    yield* page.Items ?? [];
    count += page.Items?.length ?? 0;
    startKey = page.LastEvaluatedKey;
  } while (startKey !== undefined && count < most);
}
