import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { UnifiedDiff } from '../../ports/unified-diff.ts';

/** Unified diff of two texts by jsdiff: both sides under one name, empty for equal texts. */
export const unifiedDiff: UnifiedDiff = (name, before, after) => {
  const texts = [withEnd(before), withEnd(after)] as const;
  return texts[0] === texts[1]
    ? ''
    : createTwoFilesPatch(name, name, ...texts, undefined, undefined, {
        context: 3,
        headerOptions: FILE_HEADERS_ONLY,
      });
};

// Without a final line feed the diff would speak of its absence, which is no difference of policies.
function withEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
