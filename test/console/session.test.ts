import { describe, expect, it } from '@jest/globals';
import { createSessions, isSame } from '../../src/console/session.ts';

const TOKEN = 'a-token-with-at-least-128-bits';

describe('console/session', () => {
  it('finds the sessions that it opened, each with a form proof of its own', () => {
    const sessions = createSessions(TOKEN);
    const first = sessions.find(sessions.open());
    const second = sessions.find(sessions.open());

    expect(first?.csrf).toMatch(/^[\w-]{43}$/);
    expect(second?.csrf).not.toBe(first?.csrf);
  });

  it('finds no session of another token, of another id, or of nothing', () => {
    const sessions = createSessions(TOKEN);
    const [id, proof] = sessions.open().split('.');
    const foreign = createSessions(`${TOKEN}2`).open();

    for (const cookie of [undefined, '', '.', id, `.${proof}`, `x${id}.${proof}`, foreign]) {
      expect(sessions.find(cookie)).toBeUndefined();
    }
  });

  it('does not hand the token or a form proof out in the cookie', () => {
    const sessions = createSessions(TOKEN);
    const cookie = sessions.open();

    expect(cookie).not.toContain(TOKEN);
    expect(cookie).not.toContain(sessions.find(cookie)!.csrf);
  });

  it('refuses to start with a token that can be guessed', () => {
    expect(() => createSessions('short')).toThrow('128 bits');
  });

  it('compares secrets of any length', () => {
    expect(isSame('', '')).toBe(true);
    expect(isSame('a', 'ab')).toBe(false);
    expect(createSessions(TOKEN).isToken(TOKEN)).toBe(true);
  });
});
