/** The difference of two texts in unified format, with three lines of context; empty when they are equal. */
export type UnifiedDiff = (name: string, before: string, after: string) => string;
