import type { HistoryRow } from '../../domain/finding/aggregate.ts';
import type { Finding } from '../../domain/finding/finding.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { type Block, context, section, sentence } from './blocks.ts';
import { toFences } from './fence.ts';
import { toSeenLine, toSentence } from './finding-words.ts';
import type { MessageContext } from './message-context.ts';
import { type Mrkdwn, mrkdwn, ownMrkdwn, toCode } from './mrkdwn.ts';
import { toApprovalLine, toReachLine, toRiskLine, toTermsLine } from './proposal-words.ts';
import { join, toMoment, toPerson } from './words.ts';

const MOST_RESOURCES = 20;
const MOST_ROWS = 15;
const MOST_FENCES = 8;

/** Everything that helps to judge a finding. Request parameters are never stored, so they cannot be shown. */
export function toDetails(
  finding: Finding,
  proposal: Proposal | null,
  given: MessageContext,
): readonly Block[] {
  return [
    section(toSentence(finding, given)),
    context(toSeenLine(finding), ...placeLines(finding)),
    section(ownMrkdwn('*Resources*'), ...resourceLines(finding)),
    ...(finding.refusal === null ? [] : [sentence(`${finding.refusal}.`)]),
    ...(proposal === null ? [] : proposalBlocks(proposal, given)),
    section(ownMrkdwn('*History*'), ...historyLines(finding, proposal)),
  ];
}

function placeLines({ principalArn, sample, cause, sampleEventIds }: Finding): readonly Mrkdwn[] {
  const { session } = sample.principal;
  const named = [
    ['Role or user', principalArn],
    ['Session', session],
    ['Region', sample.region],
    ['ECS service', sample.ecs?.service ?? null],
    ['Denied by', sample.denyingPolicyArn],
    ['Cause', cause],
  ] as const;
  const lines = named.flatMap(([name, value]) =>
    value === null ? [] : [mrkdwn`${ownMrkdwn(name)}: ${toCode(value)}`],
  );
  return sampleEventIds.length === 0
    ? lines
    : [...lines, mrkdwn`Newest events: ${join(sampleEventIds.map(toCode), ', ')}`];
}

function resourceLines({ resources }: Finding): readonly Mrkdwn[] {
  const lines = resources.slice(0, MOST_RESOURCES).map(toCode);
  const more = resources.length - lines.length;
  if (lines.length === 0) return [ownMrkdwn('AWS names none.')];
  return more > 0 ? [...lines, mrkdwn`… and ${more} more`] : lines;
}

function proposalBlocks(proposal: Proposal, given: MessageContext): readonly Block[] {
  return [
    section(mrkdwn`*Proposal* ${toCode(proposal.id)}`),
    ...toFences(proposal.diff, MOST_FENCES).map((piece) => section(piece)),
    context(
      toRiskLine(proposal),
      toReachLine(proposal),
      toTermsLine(proposal),
      toApprovalLine(proposal, given),
    ),
  ];
}

function historyLines(finding: Finding, proposal: Proposal | null): readonly Mrkdwn[] {
  const rows = [...finding.history, ...(proposal?.history ?? [])];
  return rows
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, MOST_ROWS)
    .map(toHistoryLine);
}

function toHistoryLine({ at, event, by, detail }: HistoryRow): Mrkdwn {
  const line = mrkdwn`${toMoment(at)} ${toCode(event)} by ${toPerson(by)}`;
  return detail === '' ? line : mrkdwn`${line}: ${toCode(detail)}`;
}
