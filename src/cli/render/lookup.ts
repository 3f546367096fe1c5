import type { createColors } from 'picocolors';
import type { LookedUpAction, LookupOutcome } from '../../domain/permission/lookup-outcome.ts';
import type { Basis } from '../../domain/permission/required-permission.ts';
import {
  joinText,
  ownText,
  type TerminalText,
  text,
  toJsonText,
  toTerminalText,
} from './terminal-text.ts';

type Colours = ReturnType<typeof createColors>;
type LookedUp = Extract<LookupOutcome, { kind: 'looked-up' }>;

/**
 * One line of `lookup -`, ending with a line feed; `input` counts the calls from 1. `withoutIam`
 * appears only where AWS asks for no permission.
 */
export function toLookupLine(input: number, outcome: LookupOutcome): TerminalText {
  return text`${toJsonText({ input, ...membersOf(outcome) })}\n`;
}

function membersOf(outcome: LookupOutcome): Readonly<Record<string, unknown>> {
  if (outcome.kind === 'invalid') return { error: { path: outcome.path, reason: outcome.reason } };
  const { required, mode, basis, withoutIam } = outcome;
  return {
    required: required.map(({ action, resources }) => ({ action, resources })),
    mode,
    basis,
    ...(withoutIam ? { withoutIam } : {}),
  };
}

// API Gateway's verbs apply to dozens of paths.
const MOST_PATTERNS = 6;

const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  message: 'from the message',
  catalog: 'from AWS’s list of actions and the SDK’s documentation',
  exception: 'an exception of the rule that operation and action have one name',
  'http-method': 'API Gateway is authorised by the HTTP method',
  unknown: 'not known: only a guess from the operation’s name, so check it before you grant it',
};

/** The answer for a person. Ends with a line feed. */
export function renderLookup(call: string, outcome: LookedUp, colours: Colours): TerminalText {
  const { required, mode, basis, source, withoutIam } = outcome;
  const which =
    required.length < 2 ? '' : mode === 'all' ? ' all of' : ' one of, depending on the request';
  const head = withoutIam
    ? text`${toTerminalText(call)} needs no permission; an Allow changes nothing. Its action, for a Deny:`
    : text`${toTerminalText(call)} needs${ownText(which)}:`;
  const from = source === null ? BASIS_WORDS[basis] : `${BASIS_WORDS[basis]} (${source})`;
  const lines = [
    head,
    ...required.flatMap((action) => actionLines(action, colours)),
    ownText(colours.dim(from)),
  ];
  return text`${joinText(lines, '\n')}\n`;
}

function actionLines(found: LookedUpAction, colours: Colours): readonly TerminalText[] {
  const { action, accessLevels, patterns, resources, dependentActions } = found;
  const levels = accessLevels.length === 0 ? '' : `  (${accessLevels.join(', ')})`;
  const places = resources.length > 0 ? resources : patterns;
  return [
    ownText(`  ${colours.bold(toTerminalText(action))}${levels}`),
    ...places.slice(0, MOST_PATTERNS).map((place) => ownText(`    on ${place}`)),
    ...(places.length > MOST_PATTERNS
      ? [ownText(`    on ${places.length - MOST_PATTERNS} more kinds of resource`)]
      : []),
    ...(dependentActions.length === 0
      ? []
      : [ownText(`    may also need ${dependentActions.join(', ')}`)]),
  ];
}
