import type { Cause } from './cause.ts';
import { type ReadAction, readAction } from './text/read-action.ts';
import { findReason, readCause } from './text/read-cause.ts';
import { readResource } from './text/read-resource.ts';
import { readSubject } from './text/read-subject.ts';
import {
  hasEncodedMessage,
  readAuthorizationId,
  readEncodedMessage,
  readOperationName,
} from './text/read-tail.ts';
import { findPhrase, type Phrase, toWords, type Words, wordFrom } from './text/words.ts';

/**
 * What AWS's denial sentence says, in its own words; a member is undefined where it says nothing.
 * `foreign` marks the same sentence in another cloud's words. Every text may be chosen by the caller.
 */
export type Sentence = {
  readonly principalText: string | undefined;
  readonly action: string | undefined;
  readonly resourceText: string | undefined;
  readonly cause: Cause;
  readonly denyingPolicyArn: string | undefined;
  readonly authorizationId: string | undefined;
  readonly encodedMessage: string | undefined;
  readonly operationName: string | undefined;
  readonly foreign: boolean;
};

/**
 * Finds AWS's denial sentence (`User: P is not authorized to perform: A on resource: R because …`) in a
 * text, whatever an SDK, a log or a page wrapped round it; undefined where no part of it is there.
 * Linear in the text's length. Source of the forms: facts/denials.md.
 */
export function parseSentence(text: string): Sentence | undefined {
  return readSentence(toWords(text));
}

/** As `parseSentence`, on words that were cut before. */
export function readSentence(words: Words): Sentence | undefined {
  const head = findHead(words);
  const read = head ? readFromHead(words, head) : undefined;
  const cause = readCause(words, read?.reasonFrom ?? 0);
  const encoded = hasEncodedMessage(words);
  if (!head && !cause && !encoded) return undefined;
  return {
    principalText: read?.principalText,
    action: read?.action,
    resourceText: read?.resourceText,
    cause: cause?.cause ?? (encoded ? 'encoded' : 'unspecified'),
    denyingPolicyArn: cause?.denyingPolicyArn,
    authorizationId: readAuthorizationId(words),
    encodedMessage: readEncodedMessage(words),
    operationName: readOperationName(words),
    foreign: read?.foreign ?? false,
  };
}

const HEAD = 'not authorized to perform';

type Head = { readonly phrase: Phrase; readonly action: ReadAction | undefined };

/** The first head that names an action, else the first ("not authorized to perform this operation" comes before it in EC2). */
function findHead(words: Words): Head | undefined {
  let first: Head | undefined;
  let phrase = findPhrase(words, HEAD);
  while (phrase) {
    const head = { phrase, action: readAction(words, phrase.end) };
    if (head.action) return head;
    first ??= head;
    phrase = findPhrase(words, HEAD, phrase.lastWord + 1);
  }
  return first;
}

type HeadReading = Pick<Sentence, 'principalText' | 'action' | 'resourceText' | 'foreign'> & {
  readonly reasonFrom: number;
};

function readFromHead(words: Words, head: Head): HeadReading {
  const after = head.phrase.lastWord + 1;
  const reason = findReason(words, after);
  const nextHead = findPhrase(words, HEAD, after);
  const limit = reason && (!nextHead || reason.start < nextHead.start) ? reason.start : undefined;
  const resource = readResource(words, head.action?.end ?? head.phrase.end, limit);
  // Causes are sought after the resource only: its name is the caller's to choose.
  const reasonFrom = resource ? wordFrom(words, resource.end) : after;
  const action = head.action ?? readActionOfReason(words, reasonFrom);
  return {
    principalText: readSubject(words, head.phrase.firstWord),
    action: action?.action,
    resourceText: resource?.resourceText,
    foreign: (action?.foreign ?? false) || isForeign(words, head.phrase),
    reasonFrom,
  };
}

/** "because no … policy allows the A action": the only place of the action where the head left it blank. */
function readActionOfReason(words: Words, fromWord: number): ReadAction | undefined {
  const allows = findPhrase(words, 'allows the', fromWord);
  return allows ? readAction(words, allows.end) : undefined;
}

/** Huawei Cloud writes the identical sentence about its own principals (`User: sts::…:assumed-agency:…`). */
function isForeign(words: Words, head: Phrase): boolean {
  const subject = readSubject(words, head.firstWord) ?? '';
  return /^(?:sts|iam):/.test(subject) || subject.includes('assumed-agency');
}
