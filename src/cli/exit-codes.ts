/** What the process tells its caller. Documented in the README; scripts rely on these numbers. */
export const EXIT_CODES = {
  /** Done: a fix is proposed, or there was nothing to fix. */
  done: 0,
  /** A check found something missing. */
  missing: 1,
  /** The command line or the input is wrong; nothing was done. */
  'bad-input': 2,
  /** No added Allow can fix it. */
  'no-allow-can-fix': 3,
  /** A guardrail refuses the grant. */
  'refused-by-guardrail': 4,
  /** Some of it was done, some was not. */
  partly: 5,
  /** A fault of the program or of a system that it depends on. */
  internal: 70,
} as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];
