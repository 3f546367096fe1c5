/** What is wrong at one place; `path` as a programmer writes it (`accounts[0].id`), empty for the whole. */
export type ConfigFault = { readonly path: string; readonly message: string };

/** A fault, or none: `faultIf(isWrong, 'accounts[0].id', 'the sentence')` in a list of rules. */
export function faultIf(isWrong: boolean, path: string, message: string): readonly ConfigFault[] {
  return isWrong ? [{ path, message }] : [];
}

/** A fault for each entry that stands in the list before. */
export function repeatsOf(
  texts: readonly (string | null)[],
  pathOf: (index: number) => string,
): readonly ConfigFault[] {
  return texts.flatMap((text, index) =>
    faultIf(text !== null && texts.indexOf(text) < index, pathOf(index), `${text} is there twice`),
  );
}
