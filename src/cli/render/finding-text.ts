import { createColors } from 'picocolors';
import type { ExplainedFinding } from '../../compose/cli-explain.ts';
import type { Denial, Operation } from '../../domain/denial/denial.ts';
import { toSourceWords } from '../../domain/finding/sources.ts';
import type { Basis, RequiredPermission } from '../../domain/permission/required-permission.ts';
import { isTaskSession } from '../../domain/principal/ecs-role-of-session.ts';
import type { Risk, RiskTier } from '../../domain/policy/risk.ts';
import { renderAnswer } from './answer-line.ts';
import {
  joinText,
  ownText,
  type TerminalText,
  text,
  toJsonText,
  toTerminalText,
} from './terminal-text.ts';

type Colours = ReturnType<typeof createColors>;

const RISK_LABELS: Readonly<Record<RiskTier, string>> = {
  0: 'critical',
  1: 'high',
  2: 'sensitive',
  3: 'moderate',
  4: 'low',
};

const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  message: 'AWS’s message names it',
  catalog: 'the action catalogue says that the call needs it',
  exception: 'AWS documents that the call needs it',
  'http-method': 'told from the HTTP method of the call',
  unknown: 'guessed from the name of the call',
};

const ONE_BLOCKER =
  'AWS names only one blocker of a request: once this one is cured, a second denial may follow.';

/** A finding as text; the first line is the answer. */
export function renderFinding(finding: ExplainedFinding, colour: boolean): TerminalText {
  const colours = createColors(colour);
  const { diagnosis } = finding;
  const { denial, statement, refusal, risk } = diagnosis;
  const row = (label: string, ...values: readonly TerminalText[]) =>
    values.map(
      (value, i) => text`  ${ownText(colours.dim((i === 0 ? label : '').padEnd(9)))} ${value}`,
    );
  const rows = [
    ownText(colours.bold(renderAnswer(denial))),
    ...row('Who', ...whoRows(denial)),
    ...row('Where', ...placeRows(denial)),
    ...row('Seen', seenText(finding)),
    ...row('From', ...sourceRows(finding)),
    ...row('Cause', ownText(denial.cause)),
    ...row('Risk', ...(risk === null ? [] : [riskText(risk, colours)])),
  ];
  if (statement === null) {
    const reason =
      refusal === null ? ownText('no statement can be offered') : toTerminalText(refusal.reason);
    rows.push(
      ...row('No fix', text`${ownText(colours.yellow('no statement is offered:'))} ${reason}`),
      ...row('Owner', toTerminalText(diagnosis.owner)),
      ...row('Next', toTerminalText(diagnosis.nextStep)),
    );
  } else {
    rows.push(
      ...row('Add', ownText(colours.green('this statement, to a policy of the principal:'))),
      indent(toJsonText(statement, 2), '            '),
      ...row('Why', ...denial.required.map(whyText)),
      ...row('Owner', toTerminalText(diagnosis.owner)),
      ...row('Next', toTerminalText(diagnosis.nextStep)),
      ...row('Note', ownText(ONE_BLOCKER)),
    );
  }
  rows.push(...row('Likely', ...denial.alsoLikely.map(likelyText)));
  return joinText(rows, '\n');
}

// Both of a task's roles use the task's id as session name, so the event does not tell which one it is.
const TASK_HINT = ownText(' (an ECS task’s id: this is its task role or its execution role)');

function whoRows({ principal }: Denial): readonly TerminalText[] {
  const { arn, ecsRole, session } = principal;
  const role = ecsRole === null ? ownText('') : text` (ECS ${ownText(ecsRole)} role)`;
  const who = arn === null ? [] : [text`${toTerminalText(arn)}${role}`];
  if (session === null) return who;
  const hint = ecsRole === null && isTaskSession(session) ? TASK_HINT : ownText('');
  return [...who, text`session ${toTerminalText(session)}${hint}`];
}

// A pasted text names the operation alone.
function callOf({ eventName, eventSource }: Operation): string {
  return eventSource === '' ? eventName : `${eventName} (${eventSource})`;
}

function placeRows({ account, region, ecs, operation }: Denial): readonly TerminalText[] {
  const named = (name: string, value: string | null | undefined) =>
    value === null || value === undefined ? [] : [text`${ownText(name)} ${toTerminalText(value)}`];
  const rows = [
    [
      ...named('account', account),
      ...named('region', region),
      ...named('call', operation && callOf(operation)),
    ],
    [
      ...named('cluster', ecs?.cluster),
      ...named('service', ecs?.service),
      ...named('task', ecs?.task),
    ],
  ];
  return rows.filter((row) => row.length > 0).map((row) => joinText(row, ', '));
}

function seenText({ count, firstSeenAt, lastSeenAt, id }: ExplainedFinding): TerminalText {
  const times = text`${count} ${ownText(count === 1 ? 'time' : 'times')}`;
  const first = firstSeenAt === null ? ownText('') : text`, ${toTerminalText(firstSeenAt)}`;
  const last =
    lastSeenAt === null || lastSeenAt === firstSeenAt
      ? ownText('')
      : text` to ${toTerminalText(lastSeenAt)}`;
  return text`${times}${first}${last} (finding ${toTerminalText(id)})`;
}

// CloudTrail is where denials come from; only what else there is needs a word.
function sourceRows({ sources }: ExplainedFinding): readonly TerminalText[] {
  const isPlain = sources.every((source) => source === 'cloudtrail');
  return isPlain ? [] : [ownText(toSourceWords(sources))];
}

function riskText({ tier, reasons }: Risk, colours: Colours): TerminalText {
  const paint = tier <= 1 ? colours.red : tier === 2 ? colours.yellow : String;
  const label = ownText(paint(`${RISK_LABELS[tier]} (tier ${tier})`));
  return text`${label}: ${joinText(reasons.map(toTerminalText), '; ')}`;
}

function whyText({ action, resources, basis, confidence }: RequiredPermission): TerminalText {
  const where =
    resources.length === 1 ? ownText('the resource') : text`the ${resources.length} resources`;
  return text`${toTerminalText(action)}: ${ownText(BASIS_WORDS[basis])}, with ${where} of the event (${ownText(confidence)} confidence)`;
}

function likelyText({ action, resources }: RequiredPermission): TerminalText {
  const where =
    resources.length === 0
      ? ownText('')
      : text` on ${joinText(resources.map(toTerminalText), ', ')}`;
  return text`${toTerminalText(action)}${where} may be denied next (not added)`;
}

function indent(block: TerminalText, margin: string): TerminalText {
  return ownText(
    block
      .split('\n')
      .map((line) => `${margin}${line}`)
      .join('\n'),
  );
}
