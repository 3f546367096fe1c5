import type { createColors } from 'picocolors';
import type { Blocker, Evaluation } from '../../domain/policy/evaluation.ts';
import type { SimulationOutcome } from '../../domain/policy/simulation-outcome.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import {
  joinText,
  ownText,
  type TerminalText,
  text,
  toJsonText,
  toTerminalText,
} from './terminal-text.ts';

type Colours = ReturnType<typeof createColors>;
type Evaluated = Extract<SimulationOutcome, { kind: 'evaluated' }>;

const POLICY_WORDS: Readonly<Record<Blocker, string>> = {
  'identity-policy': 'identity-based policy',
  boundary: 'permissions boundary',
  'session-policy': 'session policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  'resource-policy': 'resource-based policy',
  'vpce-policy': 'VPC endpoint policy',
  'trust-policy': 'role trust policy',
};

/**
 * One line of `simulate -`, ending with a line feed. `input` counts the requests from 1. `decidedBy`
 * tells the policy type of each row of `deciding`; `names` appears when policies have names.
 */
export function toSimulationLine(input: number, outcome: SimulationOutcome): TerminalText {
  return text`${toJsonText({ input, ...membersOf(outcome) })}\n`;
}

function membersOf(outcome: SimulationOutcome): Readonly<Record<string, unknown>> {
  if (outcome.kind === 'invalid') return { error: { path: outcome.path, reason: outcome.reason } };
  const { decision, blockedBy, deciding, missingContext } = outcome.evaluation;
  return {
    decision,
    blockedBy,
    deciding: deciding.map(({ policy, statement, sid }) => ({ policy, statement, sid })),
    missingContext,
    decidedBy: deciding.map(({ type }) => type),
    ...(outcome.policyNames.some((name) => name !== null) ? { names: outcome.policyNames } : {}),
  };
}

/** The answer for a person: the first line decides, the statements that decided follow. Ends with a line feed. */
export function renderSimulation(outcome: SimulationOutcome, colours: Colours): TerminalText {
  if (outcome.kind === 'invalid') {
    const place = outcome.path === '' ? ownText('the request') : toTerminalText(outcome.path);
    return text`${place}: ${toTerminalText(outcome.reason)}\n`;
  }
  const lines = [answerOf(outcome.evaluation, colours), ...statementLines(outcome)];
  return text`${joinText(lines, '\n')}\n`;
}

function answerOf(
  { decision, blockedBy, missingContext }: Evaluation,
  colours: Colours,
): TerminalText {
  const policies = joinText(blockedBy.map(policyWords), ', ');
  const keys = joinText(missingContext.map(toTerminalText), ', ');
  switch (decision) {
    case 'allowed':
      return ownText(colours.green('allowed'));
    case 'explicit-deny':
      return text`${ownText(colours.red('denied'))} by an explicit Deny: ${policies}`;
    case 'implicit-deny':
      return text`${ownText(colours.red('denied'))}, nothing allows it: ${policies}`;
    case 'cannot-tell':
      return text`${ownText(colours.yellow('cannot tell'))}: needs the value of ${keys}`;
    default:
      return assertNever(decision);
  }
}

function statementLines({ evaluation, policyNames }: Evaluated): readonly TerminalText[] {
  return evaluation.deciding.map(({ type, policy, statement, sid }, index) => {
    const name = policyNames[index] ?? null;
    const which = name === null ? text`${policy + 1}` : toTerminalText(name);
    const label = sid === null || sid === '' ? ownText('') : text` "${toTerminalText(sid)}"`;
    return text`  statement ${statement + 1}${label} of ${policyWords(type)} ${which}`;
  });
}

function policyWords(blocker: Blocker): TerminalText {
  return ownText(POLICY_WORDS[blocker]);
}
