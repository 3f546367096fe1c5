import {
  type Explanation,
  type RepositoryFix,
  UNSUPPORTED_REASONS,
} from '../../compose/cli-fix.ts';
import type { CodeFix, RefusedGrant } from '../../compose/cli-fix.ts';
import { type TerminalText, text, toJsonText } from './terminal-text.ts';

/** What was done with the edits. */
export type Written =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'files' }
  | { readonly kind: 'branch'; readonly branch: string; readonly commit: string };

/** The one document of `fix --json`. New members may come, none changes its meaning. */
export function toFixJson(
  { findings, unreadable }: Explanation,
  { fixes, refused, files, diffs }: RepositoryFix,
  written: Written,
): TerminalText {
  const document = {
    schema: 'rolemender.fix/1',
    fixes: [...fixes.map(toFixRow), ...refused.map(toRefusedRow)],
    files: files.map(({ path }) => ({ path, diff: diffs.get(path) ?? '' })),
    written,
    notFixable: findings
      .filter(({ answer }) => answer !== 'fixable')
      .map(({ id, answer, diagnosis }) => ({
        id,
        answer,
        reason: diagnosis.refusal?.reason ?? null,
      })),
    unreadable,
  };
  return text`${toJsonText(document, 2)}\n`;
}

function toFixRow({ change, outcome }: CodeFix) {
  const reason =
    outcome.kind === 'unsupported'
      ? { code: outcome.reason, reason: UNSUPPORTED_REASONS[outcome.reason] }
      : {};
  return { ...toChange(change), outcome: { ...outcome, ...reason } };
}

function toRefusedRow(refused: RefusedGrant) {
  const { code, reason } = refused;
  return { ...toChange(refused), outcome: { kind: 'refused', code, reason } };
}

function toChange({ principalArn, policyName, needs, document }: CodeFix['change']) {
  const findings = needs.map(({ findingId }) => findingId);
  return { principalArn, policyName, findings, document };
}
