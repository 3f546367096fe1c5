/** The longest file that is edited, in UTF-16 code units: a template of CloudFormation has at most 1 MB. */
export const LONGEST_FILE = 1_048_576;

/** How deep values may lie in each other: parsers and readers call themselves for each level. */
export const DEEPEST_NESTING = 100;
