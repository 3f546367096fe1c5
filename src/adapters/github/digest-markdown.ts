import { type Digest, type DigestItem, isQuiet } from '../../domain/finding/digest.ts';
import { joinBlocks, type MarkdownBlock, toParagraph, toTable } from './markdown-blocks.ts';
import { type InlineMarkdown, markdown, ownMarkdown, toCode } from './markdown.ts';

const MOST_ROWS = 20;

/** The digest as Markdown, for an issue or a wiki page; one paragraph when there is nothing new. */
export function toDigestMarkdown(digest: Digest): MarkdownBlock {
  const period = markdown`From ${toCode(digest.since)} to ${toCode(digest.until)}:`;
  if (isQuiet(digest)) return toParagraph(markdown`${period} nothing new.`);
  return joinBlocks([
    toParagraph(markdown`${period} ${digest.waiting.length} need a decision.`),
    countsTable(digest),
    ...itemTable('Needs a decision', digest.waiting, 'until'),
    ...itemTable('Failed', digest.failed, 'at'),
    ...itemTable('Security alerts', digest.alerts, 'last seen'),
    ...itemTable('Silences that end soon', digest.endingSilences, 'on'),
    toParagraph(flowLine(digest)),
  ]);
}

function countsTable({ counts, before }: Digest): MarkdownBlock {
  const row = (name: string, now: number, then: number) => [
    ownMarkdown(name),
    markdown`${now}`,
    markdown`${then}`,
  ];
  return toTable(['findings', 'now', 'before'].map(ownMarkdown), [
    row('new', counts.opened, before.opened),
    row('repeated', counts.repeated, before.repeated),
    row('fixed', counts.fixed, before.fixed),
    row('set aside', counts.suppressed, before.suppressed),
    row('expired', counts.expired, before.expired),
  ]);
}

function itemTable(
  title: string,
  items: readonly DigestItem[],
  when: string,
): readonly MarkdownBlock[] {
  if (items.length === 0) return [];
  const more = items.length - MOST_ROWS;
  const rows = items.slice(0, MOST_ROWS).map(toRow);
  const table = toTable(['id', 'role or user', 'actions', when].map(ownMarkdown), rows);
  const heading = toParagraph(ownMarkdown(`**${title}**`));
  return more > 0 ? [heading, table, toParagraph(markdown`… and ${more} more`)] : [heading, table];
}

function toRow(item: DigestItem): readonly InlineMarkdown[] {
  const actions = toCode(item.actions.join(', '));
  return [
    toCode(item.proposalId ?? item.findingId),
    toCode(item.principalArn),
    actions,
    toCode(item.at),
  ];
}

function flowLine({ flow }: Digest): InlineMarkdown {
  const minutes = (value: number | null) =>
    value === null ? ownMarkdown('–') : markdown`${Math.round(value)} min`;
  return markdown`${flow.approved} approved, ${flow.rejected} rejected, ${flow.expired} expired; median ${minutes(flow.minutesToDecide)} to decide, ${minutes(flow.minutesToApply)} to apply; ${flow.denials} denials, ${flow.messages} messages.`;
}
