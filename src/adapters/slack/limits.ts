/** Most code units of each text of Block Kit, escapes counted (Slack, "Block Kit reference"; a longer one is refused whole). */
export const LIMITS = {
  sectionText: 3000,
  field: 2000,
  header: 150,
  button: 75,
  confirmTitle: 100,
  confirmText: 300,
} as const;
