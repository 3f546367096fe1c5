/** Most code units of each text of Block Kit, escapes counted (Slack, "Block Kit reference"; a longer one is refused whole). */
export const LIMITS = {
  sectionText: 3000,
  contextText: 3000,
  field: 2000,
  header: 150,
  button: 75,
  option: 75,
  confirmTitle: 100,
  confirmText: 300,
  viewTitle: 24,
  inputLabel: 2000,
} as const;

/** Most parts of a whole, by the same reference. */
export const COUNTS = {
  blocksPerMessage: 50,
  blocksPerView: 100,
  fieldsPerSection: 10,
  elementsPerContext: 10,
  elementsPerActions: 25,
} as const;

/** Longest names and values that a button or a dialog may carry. */
export const CARRIED = {
  actionId: 255,
  blockId: 255,
  buttonValue: 2000,
  privateMetadata: 3000,
} as const;

/**
 * Ours, below Slack's: a message fails near 13,200 characters in all, which the reference does not say
 * (bolt-js#2509), and nine blocks are read on a phone in ten seconds.
 */
export const OWN_LIMITS = { messageTotal: 12_000, blocksOfFinding: 9, text: 3900 } as const;
