import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../../domain/finding/finding.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Notifier } from '../../ports/notifier.ts';

/**
 * Notifications as files, one a finding (`<finding id>.json`): what a chat message is in the service.
 * A file is published by `link()`, which fails where one exists, so a finding is announced once
 * however many processes try. `onAnnounced` hears of each announcement that this process made.
 */
export function createNotificationFiles(
  directory: string,
  onAnnounced: (finding: Finding) => void = () => {},
): Notifier {
  return {
    async announce(finding) {
      const isNew = await writeOnce(directory, finding.id, toText(finding, null));
      if (isNew) onAnnounced(finding);
      return { channel: 'notifications', id: finding.id };
    },
    async update(finding, proposal) {
      if (finding.messages.length === 0) return;
      const draft = draftPath(directory, finding.id);
      await attempt(directory, async () => {
        await writeFile(draft, toText(finding, proposal), OWNER_ONLY);
        await rename(draft, join(directory, `${finding.id}.json`));
      });
    },
  };
}

// The directory may have existed before, and be open to others.
const OWNER_ONLY = { mode: 0o600 } as const;

function toText(finding: Finding, proposal: Proposal | null): string {
  const { id, state, principalArn, cause, count, lastSeenAt, sample, refusal } = finding;
  const actions = sample.required.map(({ action }) => action);
  const offer = proposal && { id: proposal.id, state: proposal.state, digest: proposal.digest };
  const what = { id, state, principalArn, actions, cause, refusal, count, lastSeenAt };
  const message = { ...what, proposal: offer };
  return `${JSON.stringify(message, null, 2)}\n`;
}

async function writeOnce(directory: string, id: string, text: string): Promise<boolean> {
  const draft = draftPath(directory, id);
  return attempt(directory, async () => {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    try {
      await writeFile(draft, text, OWNER_ONLY);
      await link(draft, join(directory, `${id}.json`));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    } finally {
      await rm(draft, { force: true });
    }
  });
}

let drafts = 0;

function draftPath(directory: string, id: string): string {
  return join(directory, `.${id}.${process.pid}.${(drafts += 1)}`);
}

async function attempt<T>(directory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new AppError('unavailable', 'a notification could not be written', {
      cause,
      context: { directory },
    });
  }
}
