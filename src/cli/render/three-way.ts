import { toDiffText } from './diff.ts';
import { type TerminalText, text } from './terminal-text.ts';

/** Why a rollback would undo somebody else's work: what our change did, and what was done after it. */
export function toThreeWayText(
  diff: { readonly ours: string; readonly theirs: string },
  colour: boolean,
): TerminalText {
  return text`This change did:
${toDiffText(diff.ours, colour)}

After it somebody did:
${toDiffText(diff.theirs, colour)}
`;
}
