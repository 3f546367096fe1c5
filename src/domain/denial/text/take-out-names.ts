import { memoiseText } from '../../../kernel/memo.ts';
import { AGENT_WORDS } from './ecs-stages.ts';
import { REASON_PHRASES } from './read-cause.ts';
import { TAIL_PHRASES } from './read-tail.ts';
import { toPhrasePattern } from './words.ts';

/** The ARNs that differ from one of AWS's sentences to the next; undefined where it has none. */
export type Names = {
  readonly subject: string | undefined;
  readonly resource: string | undefined;
};

/** What a sentence says beside its names: a trail of millions of records has a few hundred frames. */
export type Frame = {
  readonly head: string;
  /** Empty where the frame has no subject either, only an encoded message. */
  readonly action: string;
  /** What follows the resource or, where no ARN is named, the action; up to an encoded message. */
  readonly rest: string;
  readonly hasResource: boolean;
  readonly hasEncoded: boolean;
};

export type Framed = { readonly frame: Frame; readonly names: Names };

/** What stands in a frame's text in place of its names. */
export const STAND_INS = {
  subject: 'arn:standing-in:subject',
  resource: 'arn:standing-in:resource',
  encoded: 'StandingInForTheEncodedMessage',
} as const;

const EC2 = 'You are not authorized to perform this operation. ';
const ENCODED = 'Encoded authorization failure message: ';
const USER = 'User: ';
const EC2_USER = EC2 + USER;
const EC2_ENCODED = EC2 + ENCODED;
const IS_NOT = ' is not authorized to perform: ';
const ON_RESOURCE = ' on resource: ';
const ON_ARN = `${ON_RESOURCE}arn:`;

// AWS's own messages end at 1,024 characters, encoded ones a little later.
const LONGEST_TEXT = 4096;
const LONGEST_NAME = 2000;
const LONGEST_ACTION = 128;
const LONGEST_REST = 512;

/**
 * Takes the names out of AWS's ordinary sentence; undefined for any other text. It takes only names
 * that the grammar reads as one run and that hold none of the phrases which it seeks, so that what a
 * frame says does not depend on them. An encoded message is cipher text: whatever it spells is no word,
 * so it is taken out and forgotten.
 */
export function takeOutNames(text: string): Framed | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  if (text.startsWith('User: arn:')) return takeOutArns(text, USER);
  if (!text.startsWith(EC2)) return undefined;
  if (text.startsWith(ENCODED, EC2.length))
    return isCipher(text, EC2_ENCODED.length) ? JUST_ENCODED : undefined;
  return text.startsWith('User: arn:', EC2.length) ? takeOutArns(text, EC2_USER) : undefined;
}

const JUST_ENCODED: Framed = {
  frame: { head: EC2_ENCODED, action: '', rest: '', hasResource: false, hasEncoded: true },
  names: { subject: undefined, resource: undefined },
};

function takeOutArns(text: string, head: string): Framed | undefined {
  const subject = runAt(text, head.length);
  const subjectEnd = head.length + subject.length;
  if (!text.startsWith(IS_NOT, subjectEnd) || !isInert(subject)) return undefined;
  const action = runAt(text, subjectEnd + IS_NOT.length);
  if (action === '') return undefined;
  const actionEnd = subjectEnd + IS_NOT.length + action.length;
  const hasResource = text.startsWith(ON_ARN, actionEnd);
  const resource = hasResource
    ? toInertResource(runAt(text, actionEnd + ON_RESOURCE.length))
    : undefined;
  if (resource === '') return undefined;
  const restAt = actionEnd + (resource === undefined ? 0 : ON_RESOURCE.length + resource.length);
  const encodedAt = text.indexOf(ENCODED, restAt);
  const hasEncoded = encodedAt >= 0;
  const restEnd = hasEncoded ? encodedAt + ENCODED.length : text.length;
  if (hasEncoded && !isCipher(text, restEnd)) return undefined;
  const rest = text.slice(restAt, restEnd);
  if (hasResource && !endsResource(rest)) return undefined;
  const frame = { head, action, rest, hasResource, hasEncoded };
  return { frame, names: { subject, resource } };
}

/** A frame as a text of its own, with stand-ins for its names. */
export function toFrameText({ head, action, rest, hasResource, hasEncoded }: Frame): string {
  if (head === EC2_ENCODED) return EC2_ENCODED + STAND_INS.encoded;
  const resource = hasResource ? ON_RESOURCE + STAND_INS.resource : '';
  const encoded = hasEncoded ? STAND_INS.encoded : '';
  return head + STAND_INS.subject + IS_NOT + action + resource + rest + encoded;
}

/** True for a frame as AWS writes it; a longer one comes of a caller's own words. */
export function isSmallFrame({ action, rest }: Frame): boolean {
  return action.length <= LONGEST_ACTION && rest.length <= LONGEST_REST;
}

/** True for frames of the same words, where their action is the same. */
export function isSameFrame(one: Frame, other: Frame): boolean {
  return (
    one.rest === other.rest &&
    one.head === other.head &&
    one.hasResource === other.hasResource &&
    one.hasEncoded === other.hasEncoded
  );
}

function runAt(text: string, place: number): string {
  const end = text.indexOf(' ', place);
  return end < 0 ? text.slice(place) : text.slice(place, end);
}

// Shorter ones may have been cut, and a name may be so long.
const SHORTEST_CIPHER = 100;
const SUBJECT = /^arn:[A-Za-z0-9_:/.+=@-]+$/;
const RESOURCE = /^arn:[A-Za-z0-9_:/.+=@*-]+$/;

/** Every phrase that the grammar seeks in what may be a name, in a sentence that has an action. */
const SOUGHT = toPhrasePattern([
  'not authorized to perform',
  'assumed agency',
  ...REASON_PHRASES,
  ...TAIL_PHRASES,
  ...AGENT_WORDS,
]);

/** True for one unbroken run up to the end: four searches, where a pattern would take 20 times as long. */
function isCipher(text: string, place: number): boolean {
  return (
    text.length - place >= SHORTEST_CIPHER &&
    text.indexOf(' ', place) < 0 &&
    text.indexOf('\n', place) < 0 &&
    text.indexOf('\t', place) < 0 &&
    text.indexOf('\\', place) < 0
  );
}

function isInert(subject: string): boolean {
  return subject.length <= LONGEST_NAME && SUBJECT.test(subject) && !SOUGHT.test(subject);
}

/**
 * The resource, if nothing in it can be taken for a part of the sentence; else an empty text. Of equal
 * resources it answers the one that came first, which compares at once with what else is remembered of it.
 */
const toInertResource = memoiseText(
  (resource) => {
    // A last full stop and Markdown's stars belong to the text round a resource.
    const isWhole = RESOURCE.test(resource) && !resource.endsWith('.') && !resource.includes('**');
    return resource.length <= LONGEST_NAME && isWhole && !SOUGHT.test(resource) ? resource : '';
  },
  { most: 4000, longest: 512 },
);

// What follows must end the resource whatever the resource is.
function endsResource(rest: string): boolean {
  return rest === '' || rest.startsWith(' because ') || rest.startsWith(' with an explicit deny');
}
