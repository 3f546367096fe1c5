/** For how long a finding is set aside, in days; null: until a person says otherwise. */
export const SILENCES = { '7-days': 7, '30-days': 30, 'for-ever': null } as const;
export type Silence = keyof typeof SILENCES;

/** True for a text from outside that is one of the silences. */
export function isSilence(text: string): text is Silence {
  return Object.hasOwn(SILENCES, text);
}

/** When a silence that begins at `at` ends (both ISO 8601 UTC); null: never. */
export function silenceUntil(silence: Silence, at: string): string | null {
  const days = SILENCES[silence];
  return days === null ? null : new Date(Date.parse(at) + days * 24 * 3_600_000).toISOString();
}
