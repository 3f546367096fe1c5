import { statementsOf, toList } from '../policy/policy-document.ts';
import type { CodeChange } from './code-change.ts';

const MOST_LINES = 40;
const LONGEST_WORD = 200;

/**
 * What a commit says about changes. The words are fixed; of an event only names of roles and actions get in, and only
 * with the characters that IAM allows in them, so no line can become a trailer.
 */
export function toCommitMessage(changes: readonly CodeChange[]): {
  readonly subject: string;
  readonly lines: readonly string[];
} {
  const names = [...new Set(changes.map(({ principalArn }) => nameOf(principalArn)))];
  const [first = 'a role'] = names;
  const who = names.length > 1 ? `${names.length} roles` : first;
  const lines = changes.flatMap((change) =>
    statementsOf(change.document).flatMap(({ Action }) =>
      toList(Action).map((action) => `- ${nameOf(change.principalArn)}: ${toWord(action)}`),
    ),
  );
  const more = lines.length > MOST_LINES ? [`- and ${lines.length - MOST_LINES} more`] : [];
  return {
    subject: `fix: allow ${who} what AWS denied`,
    lines: [
      'Least-privilege statements by rolemender.',
      '',
      ...lines.slice(0, MOST_LINES),
      ...more,
    ],
  };
}

function nameOf(arn: string): string {
  return toWord(arn.slice(arn.lastIndexOf('/') + 1)).slice(0, 64);
}

function toWord(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9_+=,.@:*-]/g, '_').slice(0, LONGEST_WORD);
}
