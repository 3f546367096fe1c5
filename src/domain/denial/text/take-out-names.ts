import { memoiseText } from '../../../kernel/memo.ts';
import { AGENT_WORDS } from './ecs-stages.ts';
import { REASON_PHRASES } from './read-cause.ts';
import { TAIL_PHRASES } from './read-tail.ts';
import { toPhrasePattern } from './words.ts';

/** The ARNs, and names of IAM's own, that differ from one of AWS's sentences to the next; undefined where it has none. */
export type Names = {
  readonly subject: string | undefined;
  readonly resource: string | undefined;
  /** EC2's encoded message at the sentence's end. */
  readonly encoded: string | undefined;
};

/** What stands in a frame's text in place of its names. */
export const STAND_INS = {
  subject: 'arn:standing-in:subject',
  resource: 'arn:standing-in:resource',
  named: 'role standing-in-name',
} as const;

/** What a sentence says beside its names: a trail of millions of records has a few hundred frames. */
export type Frame = {
  readonly head: string;
  /** Empty where the frame has no subject either, only an encoded message. */
  readonly action: string;
  /** What follows the resource or, where no ARN is named, the action; up to an encoded message. */
  readonly rest: string;
  /** What stands in for the resource; empty where none was taken out. */
  readonly resource: '' | typeof STAND_INS.resource | typeof STAND_INS.named;
};

export type Framed = { readonly frame: Frame; readonly names: Names };

const EC2 = 'You are not authorized to perform this operation. ';
const ENCODED = 'Encoded authorization failure message: ';
const USER = 'User: ';
const EC2_USER = EC2 + USER;
const EC2_ENCODED = EC2 + ENCODED;
const IS_NOT = ' is not authorized to perform: ';
const ON_RESOURCE = ' on resource: ';

// AWS's own messages end at 1,024 characters, encoded ones a little later.
const LONGEST_TEXT = 4096;
const LONGEST_NAME = 2000;
const LONGEST_ACTION = 128;
const LONGEST_REST = 512;

/**
 * Takes the names out of AWS's ordinary sentence; undefined for any other text. It takes only names
 * that the grammar reads as one run and that hold none of the phrases which it seeks, so that what a
 * frame says does not depend on them. An encoded message is one of them (see `splitCipher`).
 */
export function takeOutNames(text: string): Framed | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  if (text.startsWith('User: arn:')) return takeOutArns(text, USER);
  if (!text.startsWith(EC2)) return undefined;
  if (text.startsWith(ENCODED, EC2.length)) return takeOutCipher(text);
  return text.startsWith('User: arn:', EC2.length) ? takeOutArns(text, EC2_USER) : undefined;
}

const JUST_ENCODED: Frame = { head: EC2_ENCODED, action: '', rest: '', resource: '' };

function takeOutCipher(text: string): Framed | undefined {
  if (!isCipher(text, EC2_ENCODED.length)) return undefined;
  const encoded = toEncoded(text, EC2_ENCODED.length);
  return { frame: JUST_ENCODED, names: { subject: undefined, resource: undefined, encoded } };
}

function takeOutArns(text: string, head: string): Framed | undefined {
  const subject = runAt(text, head.length);
  const subjectEnd = head.length + subject.length;
  if (!text.startsWith(IS_NOT, subjectEnd) || !isInert(subject)) return undefined;
  const action = runAt(text, subjectEnd + IS_NOT.length);
  if (action === '') return undefined;
  const actionEnd = subjectEnd + IS_NOT.length + action.length;
  const taken = takeOutResource(text, actionEnd);
  if (taken === undefined) return undefined;
  const encodedAt = text.indexOf(ENCODED, taken.end);
  const restEnd = encodedAt < 0 ? text.length : encodedAt + ENCODED.length;
  if (encodedAt >= 0 && !isCipher(text, restEnd)) return undefined;
  const rest = text.slice(taken.end, restEnd);
  if (taken.standIn !== '' && !endsResource(rest)) return undefined;
  const frame = { head, action, rest, resource: taken.standIn };
  const encoded = encodedAt < 0 ? undefined : toEncoded(text, restEnd);
  return { frame, names: { subject, resource: taken.resource, encoded } };
}

type Taken = {
  readonly resource: string | undefined;
  readonly standIn: Frame['resource'];
  readonly end: number;
};

/** The resource after an action; of another form than an ARN or a name of IAM it stays in the frame. Undefined where it is not inert. */
function takeOutResource(text: string, actionEnd: number): Taken | undefined {
  const nothing = { resource: undefined, standIn: '', end: actionEnd } as const;
  if (!text.startsWith(ON_RESOURCE, actionEnd)) return nothing;
  const at = actionEnd + ON_RESOURCE.length;
  const isArn = text.startsWith('arn:', at);
  const found = isArn ? runAt(text, at) : namedAt(text, at);
  if (found === undefined) return nothing;
  const resource = toInertResource(found);
  const standIn = isArn ? STAND_INS.resource : STAND_INS.named;
  return resource === '' ? undefined : { resource, standIn, end: at + found.length };
}

/** IAM's own form: `role NAME`. A name must not begin as what ends a resource does. */
function namedAt(text: string, place: number): string | undefined {
  NAMED.lastIndex = place;
  return NAMED.exec(text)?.[0];
}

const NAMED =
  /(?:user|role|group|instance profile) (?!status|because|with|encoded|request|action)[A-Za-z0-9][A-Za-z0-9_/.+=@-]{0,511}(?= because )/iy;

/** A frame as a text of its own, with stand-ins for its names. */
export function toFrameText({ head, action, rest, resource }: Frame): string {
  if (head === EC2_ENCODED) return head;
  const on = resource === '' ? '' : ON_RESOURCE + resource;
  return head + STAND_INS.subject + IS_NOT + action + on + rest;
}

/** True for a frame as AWS writes it; a longer one comes of a caller's own words. */
export function isSmallFrame({ action, rest }: Frame): boolean {
  return action.length <= LONGEST_ACTION && rest.length <= LONGEST_REST;
}

/** True for frames of the same words, where their action is the same. */
export function isSameFrame(one: Frame, other: Frame): boolean {
  return one.rest === other.rest && one.head === other.head && one.resource === other.resource;
}

function runAt(text: string, place: number): string {
  const end = text.indexOf(' ', place);
  return end < 0 ? text.slice(place) : text.slice(place, end);
}

const SUBJECT = /^arn:[A-Za-z0-9_:/.+=@-]+$/;
const RESOURCE = /^[A-Za-z0-9_:/.+=@* -]+$/;

/** Every phrase that the grammar seeks in what may be a name, in a sentence that has an action. */
export const SOUGHT_PHRASES: readonly string[] = [
  'not authorized to perform',
  'assumed agency',
  ...REASON_PHRASES,
  ...TAIL_PHRASES,
  ...AGENT_WORDS,
];

const SOUGHT = toPhrasePattern(SOUGHT_PHRASES);

/**
 * A text and EC2's encoded message apart, where that is one unbroken run at the end: nothing that
 * cipher text spells is a word of the sentence.
 */
export function splitCipher(text: string): readonly [text: string, encoded: string | undefined] {
  const at = text.length <= LONGEST_TEXT ? text.indexOf(ENCODED) : -1;
  const cipher = at + ENCODED.length;
  const isSplit = at >= 0 && isCipher(text, cipher);
  return isSplit ? [text.slice(0, cipher), toEncoded(text, cipher)] : [text, undefined];
}

// Shorter ones may have been cut without a mark, and a name may be so long.
const SHORTEST_CIPHER = 100;
const CUT = '...';
const CIPHER = /[\w-]+(?:\.{3})?$/y;

/** True for one unbroken run up to the end of the text, where it may be cut. */
function isCipher(text: string, place: number): boolean {
  CIPHER.lastIndex = place;
  return text.length - place >= SHORTEST_CIPHER && CIPHER.test(text);
}

/** The encoded message at the end of a text, if it is whole. */
function toEncoded(text: string, place: number): string | undefined {
  return text.endsWith(CUT) ? undefined : text.slice(place);
}

/** Sessions differ from call to call, roles do not: what stands before a session of digits is judged once. */
function isInert(subject: string): boolean {
  const session = subject.lastIndexOf('/') + 1;
  const isDigits = HEXADECIMAL.test(subject.slice(session));
  return isInertText(isDigits ? subject.slice(0, session) : subject);
}

// No phrase that is sought has a word of such digits, so none can end in them.
const HEXADECIMAL = /^[0-9a-f-]{1,64}$/;

function toInert(subject: string): boolean {
  return subject.length <= LONGEST_NAME && SUBJECT.test(subject) && !SOUGHT.test(subject);
}

const isInertText = memoiseText(toInert, { most: 4000, longest: 256 });

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
