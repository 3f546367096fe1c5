import { createColors } from 'picocolors';
import type { FindingView } from '../../compose/local-app.ts';
import type { HistoryRow } from '../../domain/finding/aggregate.ts';
import type { Finding } from '../../domain/finding/finding.ts';
import { isReconnaissanceAlert } from '../../domain/finding/reconnaissance.ts';
import { sourcesOf, toSourceWords } from '../../domain/finding/sources.ts';
import {
  shortDigest,
  toApprovalSteps,
  toApprovalsSentence,
  toOutcomeSentence,
  toPlacementReason,
} from '../../domain/proposal/describe-proposal.ts';
import { approvalsNeeded } from '../../domain/policy/risk.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { renderFindingAnswer } from './answer-line.ts';
import { toDiffText } from './diff.ts';
import { joinText, ownText, type TerminalText, text, toTerminalText } from './terminal-text.ts';

/** A finding with its newest proposal as a person reads it: the answer first, then evidence, change, and what to do. */
export function toFindingText({ finding, proposals }: FindingView, colour: boolean): TerminalText {
  const [newest, ...older] = proposals;
  const parts = [
    toAnswer(finding, colour),
    toEvidence(finding),
    ...(newest ? [toProposalText(newest, colour)] : [toNoProposal(finding)]),
    ...(older.length > 0 ? [toOlder(older)] : []),
    toHistory([...finding.history, ...proposals.flatMap(({ history }) => history)]),
  ];
  return text`${joinText(parts, '\n\n')}\n`;
}

function toAnswer(finding: Finding, colour: boolean): TerminalText {
  return ownText(createColors(colour).bold(`${renderFindingAnswer(finding)}.`));
}

function toEvidence(finding: Finding): TerminalText {
  const { ecs } = finding.sample;
  const place = ecs && [ecs.cluster, ecs.service, ecs.task].filter((part) => part !== null);
  return toLines([
    ['finding', `${finding.id}, ${finding.state}`],
    ['principal', finding.principalArn],
    ['seen', `${finding.count}×, ${finding.firstSeenAt} to ${finding.lastSeenAt}`],
    ...(place && place.length > 0 ? [['ECS', place.join(' · ')] as const] : []),
    ...finding.resources.slice(1).map((resource) => ['also on', resource] as const),
    ['from', toSourceWords(sourcesOf(finding))],
    ['events', finding.sampleEventIds.join(', ') || 'none has an id'],
    ['can fix it', finding.owner ?? 'unknown'],
  ]);
}

function toNoProposal(finding: Finding): TerminalText {
  const { id, state, refusal } = finding;
  const why = toTerminalText(`Nothing to approve: ${refusal ?? 'no proposal was made yet'}.`);
  return isReconnaissanceAlert(finding) && state === 'unfixable'
    ? text`${why}\nLift:    rolemender lift ${toTerminalText(id)} --reason "…"`
    : why;
}

const TWO_PEOPLE = 'two people should approve it; local mode asks one';

function toProposalText(proposal: Proposal, colour: boolean): TerminalText {
  const { id, state, guardrail, quotaUse, blastRadius, expiresAt } = proposal;
  const placement = toPlacementReason(proposal);
  const outcome = toOutcomeSentence(proposal);
  const approvals = toApprovalsSentence(proposal);
  const { risk } = guardrail;
  const facts = toLines([
    ['proposal', `${id}, ${state}${state === 'offered' ? `, until ${expiresAt}` : ''}`],
    ['digest', `sha256:${proposal.digest}`],
    ['risk', `tier ${risk.tier} of 0 (worst) to 4: ${risk.reasons.join('; ')}`],
    ...(approvalsNeeded(risk) === 2 ? [['approvals', approvals ?? TWO_PEOPLE] as const] : []),
    ['size', `${quotaUse.sizeBefore} → ${quotaUse.sizeAfter} of ${quotaUse.sizeLimit} characters`],
    ...(placement === null ? [] : [['why so', placement] as const]),
    ...blastRadius.map((arn) => ['not touched', arn] as const),
  ]);
  const steps = toApprovalSteps(proposal).map((step, n) => toTerminalText(`  ${n + 1}. ${step}`));
  const next = outcome === null ? toCommands(proposal) : toTerminalText(outcome);
  const what = ownText(outcome === null ? 'Approving does exactly this:' : 'What was proposed:');
  return joinText(
    [
      facts,
      ownText(''),
      what,
      ...steps,
      ownText(''),
      toDiffText(proposal.diff, colour),
      ownText(''),
      next,
    ],
    '\n',
  );
}

function toCommands(proposal: Proposal): TerminalText {
  const id = toTerminalText(proposal.id);
  const digest = ownText(shortDigest(proposal));
  return text`Approve: rolemender approve ${id} --digest ${digest}
Reject:  rolemender reject ${id} --digest ${digest} --reason "…"
AWS names one blocker at a time: another denial may follow.`;
}

function toOlder(proposals: readonly Proposal[]): TerminalText {
  return toLines(
    proposals.map((proposal) => [
      'earlier',
      `${proposal.id}: ${toOutcomeSentence(proposal) ?? 'still offered'}`,
    ]),
  );
}

function toHistory(rows: readonly HistoryRow[]): TerminalText {
  const sorted = rows.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const lines = sorted.map(({ at, event, by, detail }) =>
    toTerminalText(`  ${at}  ${event}  by ${by}${detail === '' ? '' : `  ${detail}`}`),
  );
  return joinText([ownText('History'), ...lines], '\n');
}

function toLines(rows: readonly (readonly [string, string])[]): TerminalText {
  return joinText(
    rows.map(([label, value]) => text`  ${ownText(label.padEnd(12))}${toTerminalText(value)}`),
    '\n',
  );
}
