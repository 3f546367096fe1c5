import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';
import type { FileEdit, WorkingTree } from '../../ports/code-changes.ts';
import { readInside } from './repository-directory.ts';

/**
 * Writes edits into the files of a folder: every one is looked at before the first is written, and each is replaced in
 * one step with the mode that it had.
 */
export function createWorkingTree(root: string): WorkingTree {
  return {
    async replace(edits) {
      for (const edit of edits) await checkUnchanged(root, edit);
      const written: { readonly draft: string; readonly full: string }[] = [];
      try {
        for (const edit of edits) written.push(await writeDraft(root, edit));
        for (const edit of edits) await checkUnchanged(root, edit);
        for (const { draft, full } of written) await rename(draft, full);
      } finally {
        for (const { draft } of written) await rm(draft, { force: true });
      }
    },
  };
}

async function checkUnchanged(root: string, { path, before }: FileEdit): Promise<void> {
  const text = await readInside(root, path);
  if (text === null) throw new AppError('invalid-data', `${path}: not a plain file`);
  if (text !== before) {
    throw new AppError('concurrent-modification', `${path}: it was changed meanwhile`);
  }
}

async function writeDraft(root: string, { path, after }: FileEdit) {
  const full = join(root, path);
  const draft = join(dirname(full), `.rolemender-${randomUUID()}`);
  const { mode } = await stat(full);
  const file = await open(draft, 'wx', mode & 0o777);
  try {
    // The mask of the process took bits away from the mode at creation.
    await file.chmod(mode & 0o777);
    await file.writeFile(after);
    await file.sync();
  } finally {
    await file.close();
  }
  return { draft, full };
}
