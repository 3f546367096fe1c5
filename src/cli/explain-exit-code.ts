import type { Answer } from '../domain/finding/answer.ts';
import { EXIT_CODES, type ExitCode } from './exit-codes.ts';

/** The exit code of `explain`, from every answer that occurred; records that are no denials count for nothing. */
export function toExplainExitCode(answers: ReadonlySet<Answer>): ExitCode {
  if (answers.has('unreadable')) {
    return answers.size === 1 ? EXIT_CODES['bad-input'] : EXIT_CODES.partly;
  }
  const denials = [...answers].flatMap((a) => (isOfDenial(a) ? [CODES[a]] : []));
  return denials.length > 1 ? EXIT_CODES.partly : (denials[0] ?? EXIT_CODES.done);
}

const CODES = {
  fixable: EXIT_CODES.done,
  'no-allow-can-fix': EXIT_CODES['no-allow-can-fix'],
  'refused-by-guardrail': EXIT_CODES['refused-by-guardrail'],
} as const;

function isOfDenial(answer: Answer): answer is keyof typeof CODES {
  return Object.hasOwn(CODES, answer);
}
