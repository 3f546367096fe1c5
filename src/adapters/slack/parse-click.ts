import {
  CLICK_SCHEMA,
  type Click,
  type Clicker,
  type ClickOrder,
  DIALOGS,
  type DialogKind,
} from '../../domain/approval/click.ts';
import { isRejectReason } from '../../domain/approval/reject-reasons.ts';
import { isSilence } from '../../domain/approval/silence.ts';
import { ACTION_PREFIX, FIELDS, parseButtonValue } from './names.ts';

export type ClickReading =
  | { readonly kind: 'click'; readonly click: Click }
  /** Slack tells of something that needs nothing from us, such as a closed dialog. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Longest reason that a person may type, in characters; the dialog says so too. */
export const LONGEST_REASON = 1000;

type Json = Readonly<Record<string, unknown>>;

/**
 * What a verified request of Slack orders. Only ids, a digest and the words of the person's own answer
 * are taken from it: everything that they stand for comes from the store.
 */
export function parseClick(body: Uint8Array): ClickReading {
  const payloads = new URLSearchParams(Buffer.from(body).toString('utf8')).getAll('payload');
  const payload = payloads.length === 1 ? toObject(parseJson(payloads[0]!)) : undefined;
  if (payload === undefined) return unreadable('it has no one payload that is a JSON object');
  const clicker = toClicker(payload);
  if (clicker === undefined) return unreadable('it does not say who clicked');
  switch (payload['type']) {
    case 'block_actions':
      return toButtonClick(payload, clicker);
    case 'view_submission':
      return toSubmission(payload, clicker);
    default:
      return { kind: 'ignored' };
  }
}

function unreadable(reason: string): ClickReading {
  return { kind: 'unreadable', reason };
}

function toClicker(payload: Json): Clicker | undefined {
  const user = toObject(payload['user']);
  const team = toObject(payload['team']);
  const userId = toId(user?.['id']);
  if (userId === null) return undefined;
  // In a channel that two companies share, the clicker's team is another one than the message's.
  const teamId = toId(user?.['team_id']) ?? toId(team?.['id']);
  const enterprise = toObject(payload['enterprise']);
  const enterpriseId = toId(enterprise?.['id']) ?? toId(team?.['enterprise_id']);
  return { userId, teamId, enterpriseId };
}

function toButtonClick(payload: Json, clicker: Clicker): ClickReading {
  const actions = payload['actions'];
  const action = Array.isArray(actions) ? toObject(actions[0]) : undefined;
  const actionId = toText(action?.['action_id']);
  const dialog = toDialog(actionId);
  if (dialog === undefined) return { kind: 'ignored' };
  const value = parseButtonValue(toText(action?.['value']));
  const triggerId = toText(payload['trigger_id']);
  if (value === undefined || triggerId === '') return unreadable('its button names nothing');
  const order = { kind: 'open', dialog, ...value, triggerId } as const;
  const responseUrl = toText(payload['response_url']) || null;
  return toReading(triggerId, clicker, order, responseUrl);
}

function toDialog(actionId: string): DialogKind | undefined {
  return DIALOGS.find((kind) => actionId === `${ACTION_PREFIX}${kind}`);
}

function toReading(
  id: string,
  clicker: Clicker,
  order: ClickOrder,
  responseUrl: string | null,
): ClickReading {
  return { kind: 'click', click: { schema: CLICK_SCHEMA, id, clicker, order, responseUrl } };
}

function toSubmission(payload: Json, clicker: Clicker): ClickReading {
  const view = toObject(payload['view']);
  const dialog = toDialog(toText(view?.['callback_id']));
  if (view === undefined || dialog === undefined) return { kind: 'ignored' };
  const named = parseButtonValue(toText(view['private_metadata']));
  const viewId = toText(view['id']);
  if (named === undefined || viewId === '') return unreadable('its dialog names nothing');
  const order = toOrder(dialog, named, toFields(view));
  return order === undefined
    ? unreadable('its dialog is not filled in')
    : toReading(viewId, clicker, order, null);
}

function toOrder(
  dialog: DialogKind,
  { subjectId, digest }: { readonly subjectId: string; readonly digest: string | null },
  fields: ReadonlyMap<string, string>,
): ClickOrder | undefined {
  const reason = (fields.get(FIELDS.reason) ?? '').trim().slice(0, LONGEST_REASON) || null;
  const silence = fields.get(FIELDS.silence) ?? '';
  switch (dialog) {
    case 'approve':
    case 'roll-back':
      return digest === null ? undefined : { kind: dialog, subjectId, digest, reason };
    case 'reject': {
      const why = fields.get(FIELDS.why) ?? '';
      if (digest === null || !isRejectReason(why) || !isSilence(silence)) return undefined;
      return { kind: 'reject', subjectId, digest, why, words: reason, silence };
    }
    case 'snooze':
      return isSilence(silence) ? { kind: 'snooze', subjectId, silence } : undefined;
    case 'lift':
      return { kind: 'lift', subjectId, reason };
    case 'details':
      return undefined;
  }
}

// `state.values` is keyed by block, then by action; ours have one action a block, of the same name.
function toFields(view: Json): ReadonlyMap<string, string> {
  const blocks = toObject(toObject(view['state'])?.['values']) ?? {};
  const fields = new Map<string, string>();
  for (const name of Object.values(FIELDS)) {
    const block = Object.hasOwn(blocks, name) ? toObject(blocks[name]) : undefined;
    const field = block && Object.hasOwn(block, name) ? toObject(block[name]) : undefined;
    const chosen = toObject(field?.['selected_option'])?.['value'];
    fields.set(name, toText(chosen) || toText(field?.['value']));
  }
  return fields;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : undefined;
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

// Ids of Slack are capital letters and digits; what is none could mean something to a query or a message.
function toId(value: unknown): string | null {
  return typeof value === 'string' && /^[A-Z][A-Z0-9]{1,30}$/.test(value) ? value : null;
}
