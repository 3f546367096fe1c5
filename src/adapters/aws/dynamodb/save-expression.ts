import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { AggregateAttributes } from './aggregate-item.ts';
import type { Item, Key } from './table.ts';

/**
 * The tokens of the newest writes, newest first. Each write moves them down by one, so that a writer whose
 * answer was lost finds its own token even when others have written since.
 */
const TOKENS = ['token', 'token1', 'token2', 'token3', 'token4', 'token5'] as const;

const ATTRIBUTES = ['kind', 'state', 'version', 'schema', 'work', 'body', 'digest'] as const;

// DynamoDB evaluates every right-hand side on the item as it was before the update, so the tokens shift and never smear.
const UPDATE = [
  ...[...ATTRIBUTES, TOKENS[0]].map((name) => `#${name} = :${name}`),
  ...TOKENS.slice(1).map((name, index) => `#${name} = if_not_exists(#${TOKENS[index]}, :none)`),
].join(', ');

const NAMES = Object.fromEntries([...ATTRIBUTES, ...TOKENS].map((name) => [`#${name}`, name]));

/** One conditional write that replaces version `attributes.version - 1`, or creates the item where that is 0. */
export function toSaveExpression(
  key: Key,
  attributes: AggregateAttributes,
  token: string,
): Omit<UpdateCommandInput, 'TableName'> {
  const { version } = attributes;
  const creates = version === 1;
  return {
    Key: key,
    UpdateExpression: `SET ${UPDATE}`,
    ConditionExpression: creates ? 'attribute_not_exists(pk)' : '#version = :expected',
    ExpressionAttributeNames: NAMES,
    ExpressionAttributeValues: {
      ...Object.fromEntries(ATTRIBUTES.map((name) => [`:${name}`, attributes[name]])),
      ':token': token,
      ':none': '-',
      ...(creates ? {} : { ':expected': version - 1 }),
    },
  };
}

/** True when the write with this token is the stored one, or one of the few before it. */
export function hasToken(item: Item, token: string): boolean {
  return TOKENS.some((name) => item[name] === token);
}
