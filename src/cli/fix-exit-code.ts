import type { Explanation, RepositoryFix } from '../compose/cli-fix.ts';
import type { Answer } from '../domain/finding/answer.ts';
import { EXIT_CODES, type ExitCode } from './exit-codes.ts';
import { toExplainExitCode } from './explain-exit-code.ts';

/** The exit code of `fix`: that of the diagnosis, unless a change that would cure something was not made. */
export function toFixExitCode(
  explanation: Explanation,
  { fixes, refused }: RepositoryFix,
): ExitCode {
  const { findings, notDenials, unreadable } = explanation;
  const answers = new Set<Answer>(
    findings.flatMap(({ answer }) => (answer === 'fixable' ? [] : [answer])),
  );
  if (notDenials.length > 0) answers.add('not-a-denial');
  if (unreadable.length > 0) answers.add('unreadable');
  if (refused.some(({ code }) => code === 'account')) return EXIT_CODES.partly;
  if (refused.length > 0) answers.add('refused-by-guardrail');
  for (const { outcome } of fixes) {
    if (outcome.kind === 'refused') answers.add('refused-by-guardrail');
    else if (outcome.kind === 'edited' || outcome.kind === 'already-present')
      answers.add('fixable');
    else return EXIT_CODES.partly;
  }
  return toExplainExitCode(answers);
}
