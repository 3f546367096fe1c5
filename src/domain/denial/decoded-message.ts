import { type Fields, fieldsOf, isFields, listOf, memberOf, textOf } from './fields.ts';

/** What EC2's encoded message says once it is decoded. AWS does not tell the type of the denying policy. */
export type DecodedMessage = {
  readonly allowed: boolean;
  readonly explicitDeny: boolean;
  /** Ids of the statements that matched, where they have one. */
  readonly matchedStatements: readonly string[];
  /** ARN of the user, role or session; null where it is none. */
  readonly principal: string | null;
  readonly action: string;
  readonly resource: string | null;
  /** Condition keys of the request with their values. */
  readonly conditions: Readonly<Record<string, readonly string[]>>;
};

export type DecodeOutcome =
  | { readonly kind: 'decoded'; readonly message: DecodedMessage }
  /** Whoever asks may not call sts:DecodeAuthorizationMessage, or not for this account. */
  | { readonly kind: 'not-permitted' }
  /** It is no whole message of this account, or has expired. */
  | { readonly kind: 'invalid' };

const MAX_LENGTH = 512 * 1024;
const MOST_ITEMS = 200;
const ACTION = /^[a-z0-9-]{1,63}:[A-Za-z0-9]{1,128}$/;
const CONDITION_KEY = /^[A-Za-z0-9-]{1,63}:[\w./:@=+-]{1,256}$/;

/**
 * Reads the JSON of a decoded message, or answers undefined where it is none.
 * Source: AWS STS API Reference, DecodeAuthorizationMessage; lists are wrapped in `items`.
 */
export function parseDecodedMessage(text: string): DecodedMessage | undefined {
  const value = text.length > MAX_LENGTH ? undefined : tryJson(text);
  if (!isFields(value)) return undefined;
  const context = fieldsOf(value, 'context');
  const [allowed, explicitDeny] = [memberOf(value, 'allowed'), memberOf(value, 'explicitDeny')];
  const action = textOf(context, 'action');
  if (typeof allowed !== 'boolean' || typeof explicitDeny !== 'boolean') return undefined;
  if (action === null || !ACTION.test(action)) return undefined;
  return {
    allowed,
    explicitDeny,
    matchedStatements: itemsOf(value, 'matchedStatements').flatMap(
      (statement) => textOf(statement, 'statementId') ?? [],
    ),
    principal: textOf(fieldsOf(context, 'principal'), 'arn'),
    action,
    resource: textOf(context, 'resource'),
    conditions: conditionsOf(context),
  };
}

function conditionsOf(context: Fields): DecodedMessage['conditions'] {
  const pairs = itemsOf(context, 'conditions').map(
    (item) =>
      [
        textOf(item, 'key') ?? '',
        itemsOf(item, 'values').flatMap((one) => textOf(one, 'value') ?? []),
      ] as const,
  );
  return Object.fromEntries(
    pairs.filter(([key, values]) => CONDITION_KEY.test(key) && values.length > 0),
  );
}

function itemsOf(fields: Fields, name: string): readonly Fields[] {
  return listOf(fieldsOf(fields, name), 'items').slice(0, MOST_ITEMS);
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
