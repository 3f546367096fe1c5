import { AppError } from '../../kernel/app-error.ts';
import type { ChatReader } from '../../ports/chat-reader.ts';
import type { SecretReader } from '../../ports/secret-reader.ts';

/** Slack, by the token of the secret. */
export function openChat(
  _secrets: SecretReader,
  _secretId: string,
  _apiUrl: string | undefined,
): ChatReader {
  const notYet = () => Promise.reject(new AppError('unavailable', 'Slack is not asked yet'));
  return { app: notYet, channel: notYet, membersOf: notYet };
}
