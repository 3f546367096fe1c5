import { toVisibleCharacters } from '../../kernel/visible-characters.ts';
import { isApprovable, standingOf } from '../approval/approvals.ts';
import { shortDigest, toApprovalSteps, toOutcomeSentence } from '../proposal/describe-proposal.ts';
import type { Proposal } from '../proposal/proposal.ts';
import type { Digest, DigestItem } from './digest.ts';
import type { Finding } from './finding.ts';
import { headlineOf } from './headline.ts';
import { isReconnaissanceAlert } from './reconnaissance.ts';

/** A notice in plain text, for mail and for systems that show text: `subject` is one line of at most 100 characters. */
export type NoticeText = { readonly subject: string; readonly text: string };

/** SNS takes 100 characters of ASCII (SNS API reference, Publish); what is not ASCII its adapter replaces. */
const LONGEST_SUBJECT = 100;
const LONGEST_LINE = 2000;

/** A finding and what is offered for it, for those without chat. It can only be read: decisions are taken elsewhere. */
export function toNoticeText(finding: Finding, proposal: Proposal | null): NoticeText {
  const { who, actions, resource, moreResources, why } = headlineOf(finding);
  const isAlert = isReconnaissanceAlert(finding);
  const action = actions[0] ?? finding.sample.operation?.eventName ?? 'something';
  const subject = isAlert
    ? `[rolemender] security alert: ${who}`
    : `[rolemender] ${who} cannot ${action}`;
  const more = moreResources === 0 ? '' : ` and ${moreResources} more`;
  const lines = [
    `${who} cannot ${actions.join(', ') || action} on ${resource}${more}: ${why}.`,
    `Account ${finding.account ?? 'unknown'}, ${finding.count} denials, last ${finding.lastSeenAt}.`,
    `Role or user: ${finding.principalArn}`,
    '',
    ...answerLines(finding, proposal),
    '',
    `Finding ${finding.id}: "rolemender show ${finding.id}" tells more.`,
  ];
  return { subject: shown(subject, LONGEST_SUBJECT), text: toText(lines) };
}

function answerLines(finding: Finding, proposal: Proposal | null): readonly string[] {
  if (finding.state === 'unfixable') {
    return [
      `No change is offered: ${finding.refusal ?? 'no added Allow helps'}.`,
      `Who can help: ${finding.owner ?? 'the owner of the role'}.`,
    ];
  }
  if (proposal === null) return ['The smallest change that cures it is being looked for.'];
  const outcome = toOutcomeSentence(proposal);
  if (outcome !== null) return [outcome];
  const { given, needed } = standingOf(proposal, proposal.approvals);
  const approvals = isApprovable(proposal)
    ? `It has ${given} of ${needed} approvals, and is offered until ${proposal.expiresAt}.`
    : 'Nobody can approve it here: its risk is too high.';
  const { tier, reasons } = proposal.guardrail.risk;
  return [
    `Proposal ${proposal.id} (change ${shortDigest(proposal)}), risk tier ${tier}: ${reasons.join('; ')}.`,
    ...toApprovalSteps(proposal).map((step) => `- ${step}`),
    approvals,
    '',
    ...proposal.diff.split('\n').slice(0, MOST_DIFF_LINES),
  ];
}

const MOST_DIFF_LINES = 400;

// Each line on its own, so that no text of a caller begins a line of its own.
function toText(lines: readonly string[]): string {
  return `${lines.map((line) => shown(line, LONGEST_LINE)).join('\n')}\n`;
}

function shown(untrusted: string, longest: number): string {
  return toVisibleCharacters(untrusted, { most: longest, longest });
}

/** One notice for all silences that ended. */
export function toReleasedText(findings: readonly Finding[]): NoticeText {
  const text = toText([
    `${findings.length} findings are no longer set aside; they are told again when they are denied again:`,
    ...findings.slice(0, MOST_LISTED).map(({ id, principalArn }) => `- ${id} ${principalArn}`),
  ]);
  return { subject: '[rolemender] silences ended', text };
}

const MOST_LISTED = 50;

/** The digest in plain text. */
export function toDigestText({
  since,
  until,
  waiting,
  failed,
  alerts,
  counts,
}: Digest): NoticeText {
  const line = ({ proposalId, findingId, principalArn, actions, at }: DigestItem) =>
    `- ${proposalId ?? findingId}: ${principalArn}, ${actions.join(', ')}, ${at}`;
  const list = (title: string, items: readonly DigestItem[]) =>
    items.length === 0 ? [] : ['', `${title}:`, ...items.slice(0, MOST_LISTED).map(line)];
  const text = toText([
    `From ${since} to ${until}: ${counts.opened} new, ${counts.repeated} repeated, ${counts.fixed} fixed.`,
    ...list('Need a decision', waiting),
    ...list('Failed', failed),
    ...list('Security alerts', alerts),
  ]);
  return { subject: `[rolemender] digest: ${waiting.length} need a decision`, text };
}
