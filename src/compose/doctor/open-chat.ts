import { createSlackChatReader } from '../../adapters/slack/chat-reader.ts';
import { createSlackCalls } from '../../adapters/slack/slack-calls.ts';
import type { ChatReader } from '../../ports/chat-reader.ts';
import type { SecretReader } from '../../ports/secret-reader.ts';

/** Slack, by the token of the secret; `apiUrl` is another address than Slack's, for tests. */
export function openChat(
  secrets: SecretReader,
  secretId: string,
  apiUrl: string | undefined,
): ChatReader {
  const elsewhere = apiUrl === undefined ? {} : { apiUrl };
  return createSlackChatReader(createSlackCalls({ secrets, secretId, ...elsewhere }));
}
