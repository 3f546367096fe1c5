import { partitionOfId } from '../../domain/finding/ids.ts';

/** Begins our action ids and callback ids. The number grows when a click on an older message would mean something else. */
export const ACTION_PREFIX = 'rolemender.1.';

/** Fields of our dialogs; each is the id of a block and of the one action in it. */
export const FIELDS = { reason: 'reason', why: 'why', silence: 'silence' } as const;

/** `event_type` of the metadata by which our own messages are found again. */
export const MESSAGE_EVENT = 'rolemender_message';

const DIGEST_LENGTH = 12;

/** What a button or dialog carries: an id and the beginning of a digest, nothing else that anybody could change. */
export function toButtonValue(subjectId: string, digest: string | null): string {
  return digest === null ? subjectId : `${subjectId} ${digest.slice(0, DIGEST_LENGTH)}`;
}

/** The id and digest that a button carries, or undefined where it is not one of ours. */
export function parseButtonValue(
  value: string,
): { readonly subjectId: string; readonly digest: string | null } | undefined {
  const [subjectId = '', digest = null, ...more] = value.split(' ');
  const isOurs = partitionOfId(subjectId) !== undefined && more.length === 0;
  const isDigest = digest === null || /^[0-9a-f]{12,64}$/.test(digest);
  return isOurs && isDigest ? { subjectId, digest } : undefined;
}
