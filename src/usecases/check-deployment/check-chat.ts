import { type CheckLine, type CheckName, lineOf } from '../../domain/deployment/check.ts';
import {
  type ApproverSubject,
  type DeploymentSubject,
  SLACK_SCOPES,
} from '../../domain/deployment/subject.ts';
import { type AppError, isAppError } from '../../kernel/app-error.ts';
import type { ChatReader } from '../../ports/chat-reader.ts';
import type { SecretReader } from '../../ports/secret-reader.ts';

type Deps = { readonly chat: ChatReader; readonly secrets: SecretReader };

/** Slack: its secret, its token, its scopes, its channels, and the people who approve. */
export async function checkChat(
  { chat, secrets }: Deps,
  { slackSecretId, teamId, channels, approvers }: DeploymentSubject,
): Promise<readonly CheckLine[]> {
  if (slackSecretId === null || slackSecretId === '') return [];
  const secret = await lookAt('slack-secret', null, async () => {
    const { current } = await secrets.read(slackSecretId);
    const missing = missingFieldOf(current);
    return missing === null
      ? lineOf('slack-secret', 'ok', slackSecretId)
      : lineOf('slack-secret', 'failed', `it has no ${missing}`);
  });
  if (secret.some(({ state }) => state !== 'ok')) return secret;
  const app = await checkApp(chat, teamId);
  if (app.some(({ check, state }) => check === 'slack-token' && state !== 'ok')) {
    return [...secret, ...app];
  }
  const rest: CheckLine[] = [];
  for (const channel of channels) rest.push(...(await checkChannel(chat, channel)));
  rest.push(...(await checkApprovers(chat, approvers)));
  return [...secret, ...app, ...rest];
}

function checkApp(chat: ChatReader, teamId: string | null): Promise<readonly CheckLine[]> {
  return lookAt('slack-token', null, async () => {
    const app = await chat.app();
    if (teamId !== null && app.teamId !== teamId) {
      const detail = `the token is of the workspace ${app.teamId}, the configuration names ${teamId}`;
      return lineOf('slack-token', 'failed', detail);
    }
    const token = lineOf('slack-token', 'ok', `${app.name} in ${app.teamId}`);
    const { scopes } = app;
    if (scopes === null) return [token, lineOf('slack-scopes', 'unproven', 'Slack does not tell')];
    const missing = SLACK_SCOPES.filter((scope) => !scopes.includes(scope));
    return [
      token,
      missing.length === 0
        ? lineOf('slack-scopes', 'ok', SLACK_SCOPES.join(', '))
        : lineOf('slack-scopes', 'failed', `missing: ${missing.join(', ')}`),
    ];
  });
}

function checkChannel(chat: ChatReader, id: string): Promise<readonly CheckLine[]> {
  return lookAt('slack-channel', id, async () => {
    await chat.readChannel(id);
    return lineOf('slack-channel', 'ok', 'the app can read it', id);
  });
}

// One person alone cannot decide everything: who asked for a change, or approved it first, is not enough.
async function checkApprovers(
  chat: ChatReader,
  approvers: readonly ApproverSubject[],
): Promise<readonly CheckLine[]> {
  const groups: { readonly name: string; readonly people: ReadonlySet<string> }[] = [];
  const unseen: CheckLine[] = [];
  for (const { name, userGroup, users } of approvers) {
    const fault = await lookAt('approvers', name, async () => {
      const members = userGroup === null ? [] : await chat.membersOf(userGroup);
      groups.push({ name, people: new Set([...members, ...users]) });
      return [];
    });
    unseen.push(...fault);
  }
  const all = new Set(groups.flatMap(({ people }) => [...people]));
  const isAlone = all.size === 1 && unseen.length === 0;
  const lines = groups.map(({ name, people }) => {
    if (people.size === 0) return lineOf('approvers', 'failed', 'nobody', name);
    if (isAlone) return lineOf('approvers', 'failed', 'one person in all', name);
    return lineOf(
      'approvers',
      'ok',
      people.size === 1 ? '1 person' : `${people.size} people`,
      name,
    );
  });
  return [...lines, ...unseen];
}

/** A look that fails is `failed` where Slack or AWS said no, and `unproven` where nobody answered. */
async function lookAt(
  check: CheckName,
  subject: string | null,
  look: () => Promise<CheckLine | readonly CheckLine[]>,
): Promise<readonly CheckLine[]> {
  try {
    return [await look()].flat();
  } catch (error) {
    if (!isAppError(error)) throw error;
    return [lineOf(check, isNo(error) ? 'failed' : 'unproven', error.message, subject)];
  }
}

function isNo({ code }: AppError): boolean {
  return code === 'not-found' || code === 'access-denied' || code === 'invalid-data';
}

function missingFieldOf(secret: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(secret);
  } catch {
    return 'JSON in it';
  }
  const fields = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  const missing = ['botToken', 'signingSecret'].filter((name) => typeof fields[name] !== 'string');
  return missing[0] ?? null;
}
