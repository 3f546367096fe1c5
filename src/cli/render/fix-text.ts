import { createColors } from 'picocolors';
import {
  type CodeFix,
  type Explanation,
  type FixOutcome,
  type RefusedGrant,
  type RepositoryFix,
  UNSUPPORTED_REASONS,
} from '../../compose/cli-fix.ts';
import { toDiffText } from './diff.ts';
import { renderUnfixed } from './explanation-text.ts';
import type { Written } from './fix-json.ts';
import { type Format, renderGrants } from './statement-formats.ts';
import { joinText, ownText, type TerminalText, text, toTerminalText } from './terminal-text.ts';

/**
 * The diff of every file, then what happened to each principal's change; where nothing could be edited, the place to
 * look at and a snippet to paste. Ends with a line feed; empty when there was nothing to fix.
 */
export function renderFix(
  explanation: Explanation,
  { fixes, refused, diffs }: RepositoryFix,
  written: Written,
  colour: boolean,
): TerminalText {
  const blocks = [
    ...[...diffs.values()].map((diff) => toDiffText(diff.replaceAll('\r\n', '\n'), colour, '')),
    ...fixes.map((fix) => toFixText(fix, written, colour)),
    ...refused.map((grant) => toRefusedText(grant, colour)),
    ...renderUnfixed(explanation),
  ];
  if (blocks.length === 0) return ownText('There is nothing to fix.\n');
  return text`${joinText([...blocks, ...toWrittenText(written)], '\n\n')}\n`;
}

function toFixText({ change, outcome }: CodeFix, written: Written, colour: boolean): TerminalText {
  const who = toHead(change, colour);
  const needsPaste =
    outcome.kind === 'ambiguous' || outcome.kind === 'not-found' || outcome.kind === 'unsupported';
  const line = text`${who}: ${toOutcomeText(outcome, written)}`;
  if (!needsPaste) return line;
  const snippet = renderGrants([change], formatOf(outcome));
  return text`${line}\nWhat is to be allowed:\n\n${ownText(snippet.trimEnd())}`;
}

function toHead({ principalArn }: CodeFix['change'], colour: boolean): TerminalText {
  return ownText(createColors(colour).bold(toTerminalText(principalArn)));
}

function toOutcomeText(outcome: FixOutcome, written: Written): TerminalText {
  switch (outcome.kind) {
    case 'edited': {
      const verb = ownText(written.kind === 'files' ? 'edited' : 'to be edited');
      return text`${verb}: ${toPlace(outcome.place)}${toAddress(outcome.address)}`;
    }
    case 'already-present':
      return text`${toPlace(outcome.place)} grants it already: it is not deployed, or something else denies it`;
    case 'ambiguous':
      return text`several policies could be meant; name one with --policy:\n${joinText(
        outcome.places.map((place) => text`  ${toPlace(place)}`),
        '\n',
      )}`;
    case 'not-found':
      return ownText('its policy is not in this repository; name the file with --policy');
    case 'unsupported':
      return text`${toPlace(outcome.place)} is not edited: ${ownText(UNSUPPORTED_REASONS[outcome.reason])}`;
    case 'refused':
      return text`${toPlace(outcome.place)} is not edited: ${toTerminalText(outcome.reason)}`;
  }
}

function toRefusedText(grant: RefusedGrant, colour: boolean): TerminalText {
  const line = text`${toHead(grant, colour)}: nothing is edited: ${toTerminalText(grant.reason)}`;
  if (grant.code === 'guardrail') return line;
  return text`${line}\nWhat is to be allowed:\n\n${ownText(renderGrants([grant], 'policy').trimEnd())}`;
}

function toPlace({ path, line }: { readonly path: string; readonly line: number }): TerminalText {
  return text`${toTerminalText(path)}:${line}`;
}

function toAddress(address: string): TerminalText {
  return address === '' ? ownText('') : text` (${toTerminalText(address)})`;
}

/** The snippet speaks the language of the file that it would go into. */
function formatOf(outcome: FixOutcome): Format {
  const path =
    outcome.kind === 'ambiguous'
      ? outcome.places[0]?.path
      : 'place' in outcome
        ? outcome.place.path
        : undefined;
  const ending = path?.slice(path.lastIndexOf('.') + 1).toLowerCase() ?? '';
  return FORMAT_BY_ENDING.get(ending) ?? 'policy';
}

const FORMAT_BY_ENDING: ReadonlyMap<string, Format> = new Map([
  ['tf', 'terraform'],
  ['tofu', 'terraform'],
  ['yml', 'cfn'],
  ['yaml', 'cfn'],
  ['ts', 'cdk'],
  ['tsx', 'cdk'],
]);

function toWrittenText(written: Written): readonly TerminalText[] {
  if (written.kind !== 'branch') return [];
  const { branch, commit } = written;
  return [
    text`Committed to branch ${toTerminalText(branch)} as ${toTerminalText(commit.slice(0, 12))}.`,
  ];
}
