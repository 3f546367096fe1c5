/** The known word that was probably meant, or undefined where none is near: at most a third of the letters differ. */
export function closestWord(word: string, known: readonly string[]): string | undefined {
  const written = plain(word);
  const [best] = known
    .map((candidate) => ({ candidate, edits: editsBetween(written, plain(candidate)) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(candidate.length / 3)))
    .toSorted((a, b) => a.edits - b.edits);
  return best?.candidate;
}

// `keep_newest` and `keepNewest` are the same word; 64 letters bound the work on what somebody pasted.
function plain(word: string): string {
  return word.slice(0, 64).toLowerCase().replaceAll('-', '').replaceAll('_', '');
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
function editsBetween(a: string, b: string): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? before[j - 2]! + 1 : Infinity;
      row.push(Math.min(last[j]! + 1, row[j - 1]! + 1, replaced, swapped));
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
