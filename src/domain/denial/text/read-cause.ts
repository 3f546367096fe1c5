import type { Cause } from '../cause.ts';
import { readArn } from './read-arn.ts';
import { findPhrase, type Phrase, type Words } from './words.ts';

/** Why a text says that access was denied; `denyingPolicyArn` follows an explicit deny since January 2026. */
export type ReadCause = {
  readonly cause: Cause;
  readonly denyingPolicyArn: string | undefined;
};

type PolicyType = {
  readonly names: readonly string[];
  readonly missing: Cause;
  readonly explicitDeny: Cause;
};

/**
 * AWS's names of the policy types, with the variants seen in texts. The order matters only for texts
 * that name several: `identity-policy-missing`, the one cause that an Allow cures, comes last.
 * Source: IAM User Guide, "Troubleshoot access denied error messages"; facts/denials.md.
 */
const POLICY_TYPES: readonly PolicyType[] = [
  {
    names: ['service control policy', 'service control policies', 'scp'],
    missing: 'scp-missing',
    explicitDeny: 'scp-explicit-deny',
  },
  {
    names: ['resource control policy', 'resource control policies'],
    // RCPs have no implicit deny of their own: RCPFullAWSAccess is always attached.
    missing: 'rcp-explicit-deny',
    explicitDeny: 'rcp-explicit-deny',
  },
  {
    names: ['permissions boundary', 'permission boundary'],
    missing: 'boundary-missing',
    explicitDeny: 'boundary-explicit-deny',
  },
  {
    names: ['vpc endpoint policy', 'vpce policy', 'vpc endpoint policies'],
    missing: 'vpce-policy-missing',
    explicitDeny: 'vpce-policy-explicit-deny',
  },
  {
    names: ['session policy', 'sessions policy', 'session policies'],
    missing: 'session-policy-missing',
    explicitDeny: 'session-policy-explicit-deny',
  },
  {
    names: ['role trust policy', 'trust policy'],
    missing: 'trust-policy-missing',
    explicitDeny: 'trust-policy-explicit-deny',
  },
  {
    names: ['resource based policy', 'resource based policies', 'resource policy'],
    missing: 'resource-policy-missing',
    explicitDeny: 'resource-policy-explicit-deny',
  },
  {
    names: ['identity based policy', 'identity based policies', 'identity policy'],
    missing: 'identity-policy-missing',
    explicitDeny: 'identity-policy-explicit-deny',
  },
];

/** An endpoint policy that passes on another policy's deny names that policy after this word. */
const TRANSITIVELY: readonly (readonly [string, Cause])[] = [
  ['transitively through a service control policy', 'scp-explicit-deny'],
  ['transitively through a resource control policy', 'rcp-explicit-deny'],
];

const ARTICLES = ['a ', 'an ', 'the ', ''];

type TypePhrases = PolicyType & {
  readonly explicitPhrases: readonly string[];
  readonly missingPhrases: readonly string[];
};

const TYPES: readonly TypePhrases[] = POLICY_TYPES.map((type) => ({
  ...type,
  explicitPhrases: type.names.flatMap((name) =>
    ARTICLES.map((article) => `explicit deny in ${article}${name}`),
  ),
  // The guide's own sample of the trust policy lacks the "no".
  missingPhrases: type.names.flatMap((name) => [`no ${name}`, `because ${name} allows`]),
}));

/**
 * The cause that a text gives from a word on. Of several different ones an Allow-curable cause is
 * never chosen: a caller can put AWS's words into an object key.
 */
export function readCause(words: Words, fromWord: number): ReadCause | undefined {
  for (const [phrase, cause] of TRANSITIVELY) {
    const found = findPhrase(words, phrase, fromWord);
    if (found) return { cause, denyingPolicyArn: policyArnAfter(words.text, found.end) };
  }
  for (const type of TYPES) {
    const explicit = findFirst(words, type.explicitPhrases, fromWord);
    if (explicit)
      return {
        cause: type.explicitDeny,
        denyingPolicyArn: policyArnAfter(words.text, explicit.end),
      };
    if (findFirst(words, type.missingPhrases, fromWord))
      return { cause: type.missing, denyingPolicyArn: undefined };
  }
  return findPhrase(words, 'denied due to a vpc endpoint policy', fromWord) === undefined
    ? undefined
    : { cause: 'vpce-policy-missing', denyingPolicyArn: undefined };
}

/** The phrases with which a sentence begins to give its reason. */
export const REASON_PHRASES: readonly string[] = [
  'because',
  'with an explicit deny',
  'with explicit deny',
];

/** The first place from a word on where a sentence begins to give its reason (`because …`, `with an explicit deny …`). */
export function findReason(words: Words, fromWord: number): Phrase | undefined {
  const candidates = REASON_PHRASES.map((phrase) => findSeparated(words, phrase, fromWord)).filter(
    (phrase) => phrase !== undefined,
  );
  return candidates.reduce<Phrase | undefined>(
    (first, next) => (first === undefined || next.start < first.start ? next : first),
    undefined,
  );
}

/** A name may hold a phrase's words joined by hyphens (`table/just-because`); a sentence has a space before them. */
function findSeparated(words: Words, phrase: string, fromWord: number): Phrase | undefined {
  let found = findPhrase(words, phrase, fromWord);
  while (found && /[A-Za-z0-9_.:/+=@-]/.test(words.text[found.start - 1] ?? ' '))
    found = findPhrase(words, phrase, found.firstWord + 1);
  return found;
}

function findFirst(words: Words, phrases: readonly string[], fromWord: number): Phrase | undefined {
  for (const phrase of phrases) {
    const found = findPhrase(words, phrase, fromWord);
    if (found) return found;
  }
  return undefined;
}

const BEFORE_POLICY_ARN = /^[\s:,"'`*(]*(?:with\s+policy\s+ARN)?[\s:,"'`*(]*/;

function policyArnAfter(text: string, place: number): string | undefined {
  const between = BEFORE_POLICY_ARN.exec(text.slice(place, place + 80))?.[0] ?? '';
  return readArn(text, place + between.length);
}
