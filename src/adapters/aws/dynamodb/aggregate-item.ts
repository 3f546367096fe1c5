import { FINDING_STATES, type Finding } from '../../../domain/finding/finding.ts';
import { partitionOf, partitionOfId } from '../../../domain/finding/ids.ts';
import { PROPOSAL_STATES, type Proposal } from '../../../domain/proposal/proposal.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { digestOf } from '../../../kernel/digest.ts';
import { toStreamWork, type StreamWork } from './stream-work.ts';
import type { Item, Key } from './table.ts';

/** Grows when an older release could not understand the body; a new member of the body is no such change. */
export const ITEM_SCHEMA = 1;

/** DynamoDB's limit of an item is 400 KB (409,600 bytes) with the names of its attributes; ours need less than 1 KB. */
export const MAX_BODY_BYTES = 409_600 - 1_024;

/** The attributes of an aggregate's item beside its key and its write tokens. `state` and `kind` are for people and filters. */
export type AggregateAttributes = {
  readonly kind: 'finding' | 'proposal';
  readonly state: string;
  readonly version: number;
  readonly schema: number;
  readonly work: StreamWork;
  readonly body: string;
  /** Of the body: a store that was damaged or edited by hand is found out. */
  readonly digest: string;
};

/** What earlier releases did not store yet. */
const MISSING = {
  finding: { suppressedUntil: null, suspicion: null },
  proposal: { approvals: [], requesters: [] },
} as const;

const STATES: Readonly<Record<'finding' | 'proposal', readonly string[]>> = {
  finding: FINDING_STATES,
  proposal: PROPOSAL_STATES,
};

/** The key of an id, or undefined where the text is no id, so that nothing can be stored under it. */
export function toKey(id: string): Key | undefined {
  const pk = partitionOfId(id);
  return pk === undefined ? undefined : { pk, sk: id };
}

/** The key under which an aggregate is stored; an id of another principal's partition is a bug. */
export function toAggregateKey(aggregate: Finding | Proposal): Key {
  const key = toKey(aggregate.id);
  const letter = aggregate.kind === 'finding' ? 'f' : 'p';
  if (key?.pk !== partitionOf(aggregate.principalArn) || !aggregate.id.startsWith(letter)) {
    throw new Error(`the id ${aggregate.id} is not of a ${aggregate.kind} of its principal`);
  }
  return key;
}

/** The body is one string: DynamoDB's maps refuse `undefined` and stop at 32 levels. */
export function toAttributes(aggregate: Finding | Proposal): AggregateAttributes {
  const { kind, state, version, outbox } = aggregate;
  const body = JSON.stringify(aggregate);
  const bytes = Buffer.byteLength(body);
  if (bytes > MAX_BODY_BYTES) {
    throw new AppError(
      'limit-exceeded',
      `${kind} ${aggregate.id} has ${bytes} bytes; DynamoDB stores at most ${MAX_BODY_BYTES}`,
      { context: { id: aggregate.id } },
    );
  }
  const work = toStreamWork(outbox);
  return { kind, state, version, schema: ITEM_SCHEMA, work, body, digest: digestOf(body) };
}

/** The aggregate of an item that was read; throws `AppError('invalid-data')`, naming the id, where it is unreadable. */
export function parseAggregateItem(item: Item): Finding | Proposal {
  if (typeof item['schema'] !== 'number') throw unreadable(item, 'it has no schema number');
  if (item['schema'] > ITEM_SCHEMA) {
    const reason = `a newer release of rolemender wrote it (schema ${item['schema']}, this release reads ${ITEM_SCHEMA})`;
    throw unreadable(item, reason);
  }
  const body = parseBody(item);
  const states =
    item['kind'] === 'finding' || item['kind'] === 'proposal' ? STATES[item['kind']] : [];
  for (const [name, expected] of [
    ['kind', item['kind']],
    ['id', item['sk']],
    ['version', item['version']],
    ['state', item['state']],
  ] as const) {
    if (body[name] !== expected)
      throw unreadable(item, `its body has another ${name} than the item`);
  }
  if (!states.includes(body['state'] as string))
    throw unreadable(item, 'its kind or state is unknown');
  if (!Array.isArray(body['history']) || !Array.isArray(body['outbox'])) {
    throw unreadable(item, 'its history or outbox is missing');
  }
  return { ...MISSING[item['kind'] as Finding['kind'] | 'proposal'], ...body } as unknown as
    | Finding
    | Proposal;
}

function parseBody(item: Item): Readonly<Record<string, unknown>> {
  const text = item['body'];
  if (typeof text !== 'string') throw unreadable(item, 'it has no body');
  if (item['digest'] !== digestOf(text)) throw unreadable(item, 'its body was changed');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw unreadable(item, 'its body is no JSON', cause);
  }
  if (typeof body !== 'object' || body === null) throw unreadable(item, 'its body is no object');
  return body as Record<string, unknown>;
}

function unreadable(item: Item, reason: string, cause?: unknown): AppError {
  const id = String(item['sk']);
  return new AppError('invalid-data', `the stored item ${id} is unreadable: ${reason}`, {
    cause,
    context: { id },
  });
}
