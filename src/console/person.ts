import { isPlain } from './text.ts';
import { LONGEST_NAME, LONGEST_REASON } from './views/forms.ts';

/** The name that a person typed, or undefined where it is empty, too long, or holds characters that hide or reorder text. */
export function parseName(typed: string | undefined): string | undefined {
  const name = (typed ?? '').trim();
  return name !== '' && name.length <= LONGEST_NAME && isPlain(name) ? name : undefined;
}

/** The decider as the history keeps it: the console knows a name only as it was typed. */
export function toDecider(name: string): string {
  return `${name} (console)`;
}

/** A reason that a person typed, cut to its cap; null where there is none. */
export function parseReason(typed: string | undefined): string | null {
  const reason = (typed ?? '').trim().slice(0, LONGEST_REASON);
  return reason === '' ? null : reason;
}
