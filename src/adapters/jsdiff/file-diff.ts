import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { UnifiedDiff } from '../../ports/unified-diff.ts';

/** Unified diff of a file's texts as git writes it, down to a missing line feed at the end; empty for equal texts. */
export const fileDiff: UnifiedDiff = (path, before, after) =>
  before === after
    ? ''
    : createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
        context: 3,
        headerOptions: FILE_HEADERS_ONLY,
      });
