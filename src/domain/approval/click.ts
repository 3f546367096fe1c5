import { digestOf } from '../../kernel/digest.ts';
import type { RejectReason } from './reject-reasons.ts';
import type { Silence } from './silence.ts';

export const DIALOGS = ['approve', 'reject', 'details', 'snooze', 'lift', 'roll-back'] as const;
export type DialogKind = (typeof DIALOGS)[number];

/** Grows when an older release could not understand a click that is waiting in the queue. */
export const CLICK_SCHEMA = 1;

/** Who clicked, by the ids of the chat system; never a name, which anybody may choose. */
export type Clicker = {
  readonly userId: string;
  readonly teamId: string | null;
  readonly enterpriseId: string | null;
};

/**
 * What somebody wants who clicked in a message. It names ids and a digest only: what they stand for comes
 * from the store. `open` asks for a dialog about a finding or proposal; the others are its submission.
 */
export type ClickOrder =
  | {
      readonly kind: 'open';
      readonly dialog: DialogKind;
      readonly subjectId: string;
      readonly digest: string | null;
      /** Lets a dialog be opened within three seconds of the click. */
      readonly triggerId: string;
    }
  | {
      readonly kind: 'approve';
      readonly subjectId: string;
      readonly digest: string;
      readonly reason: string | null;
    }
  | {
      readonly kind: 'reject';
      readonly subjectId: string;
      readonly digest: string;
      readonly why: RejectReason;
      readonly words: string | null;
      readonly silence: Silence;
    }
  | { readonly kind: 'snooze'; readonly subjectId: string; readonly silence: Silence }
  | { readonly kind: 'lift'; readonly subjectId: string; readonly reason: string | null }
  | {
      readonly kind: 'roll-back';
      readonly subjectId: string;
      readonly digest: string;
      readonly reason: string | null;
    };

/** One click as it waits in the queue. `id` is the same for every delivery of it. */
export type Click = {
  readonly schema: typeof CLICK_SCHEMA;
  readonly id: string;
  readonly clicker: Clicker;
  readonly order: ClickOrder;
  /** Where the clicker alone is answered, for half an hour and five times at most; null for a dialog's submission. */
  readonly responseUrl: string | null;
};

/** The queue's names of a click: one subject's clicks are taken in order, one click is taken once. */
export function toQueueIds({ id, order }: Click): {
  readonly groupId: string;
  readonly deduplicationId: string;
} {
  return { groupId: order.subjectId, deduplicationId: digestOf({ id, order }) };
}
