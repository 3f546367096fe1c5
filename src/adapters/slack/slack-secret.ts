import { AppError } from '../../kernel/app-error.ts';
import type { Secret } from '../../ports/secret-reader.ts';

/** What the secret of a Slack app holds: JSON with `botToken` and `signingSecret`. */
export type SlackSecret = { readonly botToken: string; readonly signingSecret: string };

/** Throws `AppError('invalid-data')`, which names the field and never a value. */
export function parseSlackSecret(text: string): SlackSecret {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw fault('it is not JSON');
  }
  return { botToken: fieldOf(value, 'botToken'), signingSecret: fieldOf(value, 'signingSecret') };
}

/** The secrets that a request may be signed with: the current one, and the one before it while a rotation lasts. */
export function signingSecretsOf({ current, previous }: Secret): readonly string[] {
  const texts = previous === null ? [current] : [current, previous];
  return [...new Set(texts.map((text) => parseSlackSecret(text).signingSecret))];
}

function fieldOf(value: unknown, name: keyof SlackSecret): string {
  const field: unknown =
    typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as Record<string, unknown>)[name]
      : undefined;
  if (typeof field !== 'string' || field.trim() === '') throw fault(`it has no ${name}`);
  return field.trim();
}

function fault(reason: string): AppError {
  return new AppError('invalid-data', `the Slack secret is unusable: ${reason}`);
}
