import { AppError } from '../../kernel/app-error.ts';
import type { ChatReader } from '../../ports/chat-reader.ts';

type Answer = Readonly<Record<string, unknown>>;
type Calls = (method: string, args: Readonly<Record<string, unknown>>) => Promise<Answer>;

/** The `ChatReader` on Slack's Web API; `calls` throws `AppError` for what Slack refuses. */
export function createSlackChatReader(calls: Calls): ChatReader {
  return {
    async app() {
      const answer = await calls('auth.test', {});
      const { scopes } = objectOf(answer['response_metadata']);
      return {
        teamId: textOf('auth.test', answer, 'team_id'),
        name: textOf('auth.test', answer, 'user'),
        // From the header x-oauth-scopes, which the SDK puts beside the answer.
        scopes: Array.isArray(scopes) ? scopes.map(String) : null,
      };
    },
    async readChannel(id) {
      // Needs no more scopes than the product has: `conversations.info` would.
      await calls('conversations.history', { channel: id, limit: 1 });
    },
    async membersOf(userGroupId) {
      const { users } = await calls('usergroups.users.list', { usergroup: userGroupId });
      if (!Array.isArray(users)) throw without('usergroups.users.list', 'users');
      return users.map(String);
    },
  };
}

function objectOf(value: unknown): Answer {
  return typeof value === 'object' && value !== null ? (value as Answer) : {};
}

function textOf(method: string, answer: Answer, name: string): string {
  const text = answer[name];
  if (typeof text !== 'string') throw without(method, name);
  return text;
}

function without(method: string, field: string): AppError {
  return new AppError('unavailable', `Slack answered ${method} without ${field}`);
}
