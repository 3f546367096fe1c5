import type { ApprovalPace } from '../../src/ports/approval-pace.ts';
import type { LoggedMessage, MessageLog } from '../../src/ports/message-log.ts';
import type { Secret, SecretReader } from '../../src/ports/secret-reader.ts';
import type { SeenRequests } from '../../src/ports/seen-requests.ts';

/** A message log in memory, with the conditional saves of the real one. */
export function aMessageLog(): MessageLog & {
  readonly entries: Map<string, { revision: number; message: LoggedMessage }>;
} {
  const entries = new Map<string, { revision: number; message: LoggedMessage }>();
  return {
    entries,
    find: async (name) => entries.get(name),
    save: async (name, revision, message) => {
      if ((entries.get(name)?.revision ?? 0) !== revision) return 'conflict';
      entries.set(name, { revision: revision + 1, message });
      return 'saved';
    },
  };
}

export function aSeenRequests(): SeenRequests {
  const seen = new Set<string>();
  return {
    remember: async (name) => {
      if (seen.has(name)) return 'seen';
      seen.add(name);
      return 'new';
    },
  };
}

export function anApprovalPace(): ApprovalPace {
  const rows = new Set<string>();
  return {
    add: async (by, at) => void rows.add(`${at} ${by}`),
    countSince: async (by, since) =>
      [...rows].filter((row) => row.endsWith(` ${by}`) && row > since).length,
  };
}

/** A secret of Slack that is cached until it is read again, as the real reader does. */
export function aSlackSecret(
  botToken: string,
  signingSecret: string,
): SecretReader & { rotate(botToken: string, signingSecret: string): void; reads: number } {
  const toText = (token: string, secret: string) =>
    JSON.stringify({ botToken: token, signingSecret: secret });
  let stored: Secret = { current: toText(botToken, signingSecret), previous: null };
  let cached = stored;
  return {
    reads: 0,
    rotate(token, secret) {
      stored = { current: toText(token, secret), previous: stored.current };
    },
    read: async () => cached,
    async readAgain() {
      this.reads += 1;
      cached = stored;
      return cached;
    },
  };
}
