import { type CheckLine, type CheckName, lineOf } from './check.ts';

/** What a look at one thing found. `not-permitted`: these credentials may not look; `unreadable`: the look failed. */
export type Probe<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-permitted' | 'unreadable'; readonly reason: string };

/** The lines of a probe: `judge` says those of what was found; what is absent fails, what could not be seen is unproven. */
export function linesOfProbe<T>(
  check: CheckName,
  subject: string | null,
  probe: Probe<T>,
  judge: (value: T) => readonly CheckLine[],
): readonly CheckLine[] {
  switch (probe.kind) {
    case 'found':
      return judge(probe.value);
    case 'absent':
      return [lineOf(check, 'failed', 'it is not there', subject)];
    case 'not-permitted':
    case 'unreadable':
      return [lineOf(check, 'unproven', probe.reason, subject)];
  }
}
