import { describe, expect, it } from '@jest/globals';
import { createSlackChatReader } from '../../../src/adapters/slack/chat-reader.ts';

describe('adapters/slack/chat-reader', () => {
  const asked: unknown[] = [];
  const answering = (answer: Record<string, unknown>) =>
    createSlackChatReader(async (method, args) => {
      asked.push([method, args]);
      return answer;
    });

  it('reads who the token belongs to, with its scopes', async () => {
    const answer = {
      team_id: 'T1',
      user: 'rolemender',
      response_metadata: { scopes: ['chat:write'] },
    };
    const app = { teamId: 'T1', name: 'rolemender', scopes: ['chat:write'] };
    expect(await answering(answer).app()).toEqual(app);
    const silent = { team_id: 'T1', user: 'rolemender' };
    expect(await answering(silent).app()).toMatchObject({ scopes: null });
  });

  it('reads channels and groups', async () => {
    await answering({ messages: [] }).readChannel('C1');
    expect(asked.at(-1)).toEqual(['conversations.history', { channel: 'C1', limit: 1 }]);
    expect(await answering({ users: ['U1', 'U2'] }).membersOf('S1')).toEqual(['U1', 'U2']);
    expect(asked.at(-1)).toEqual(['usergroups.users.list', { usergroup: 'S1' }]);
  });

  it('does not take an answer without its content for an empty one', async () => {
    await expect(answering({}).membersOf('S1')).rejects.toThrow('without users');
    await expect(answering({}).app()).rejects.toThrow('without team_id');
  });
});
