import type { Place, SourceFile } from './editor.ts';

/** Tells the places of offsets of a file; made once a file, so that many places cost one pass. */
export function createLineIndex({ path, text }: SourceFile): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { path, line: low + 1 };
  };
}
