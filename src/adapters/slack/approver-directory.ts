import type { Person } from '../../domain/approval/judge-approver.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { ApproverDirectory } from '../../ports/approver-directory.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SlackAnswer, SlackCalls } from './slack-calls.ts';
import { toMissingField } from './slack-error.ts';

/** Somebody who left a group may still approve for at most this long. */
const CACHE_MILLISECONDS = 60_000;

type Json = Readonly<Record<string, unknown>>;

/** Who people are and who belongs to a user group, by Slack. What is not said counts against whoever clicked. */
export function createSlackDirectory(deps: {
  readonly calls: SlackCalls;
  readonly clock: Clock;
}): ApproverDirectory {
  const { calls, clock } = deps;
  return {
    findPerson: cached(clock, async (userId) => {
      try {
        return toPerson(await calls('users.info', { user: userId }));
      } catch (error) {
        if (!isAppError(error, 'not-found')) throw error;
        return undefined;
      }
    }),
    membersOf: cached(clock, async (usergroup) => {
      const { users } = await calls('usergroups.users.list', { usergroup });
      if (!Array.isArray(users)) throw toMissingField('usergroups.users.list', 'users');
      return users.filter((user): user is string => typeof user === 'string');
    }),
  };
}

// A failure is never remembered: the next click asks again.
function cached<T>(clock: Clock, read: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const known = new Map<string, { readonly value: T; readonly at: number }>();
  return async (id) => {
    const now = Date.parse(clock.now());
    const entry = known.get(id);
    if (entry !== undefined && now - entry.at < CACHE_MILLISECONDS) return entry.value;
    const value = await read(id);
    known.set(id, { value, at: now });
    return value;
  };
}

function toPerson({ user }: SlackAnswer): Person {
  if (typeof user !== 'object' || user === null) throw toMissingField('users.info', 'user');
  const said = user as Json;
  const enterprise = said['enterprise_user'] as Json | undefined;
  return {
    teamId: toText(said['team_id']),
    enterpriseId: toText(enterprise?.['enterprise_id']) ?? toText(said['enterprise_id']),
    isBot: said['is_bot'] !== false || said['id'] === 'USLACKBOT',
    isDeleted: said['deleted'] !== false,
    isGuest: said['is_restricted'] !== false || said['is_ultra_restricted'] !== false,
    isStranger: said['is_stranger'] !== undefined && said['is_stranger'] !== false,
  };
}

function toText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
