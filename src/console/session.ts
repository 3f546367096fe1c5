import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What the holder of a session may prove: that a request and a form are theirs. */
export type Session = { readonly id: string; readonly csrf: string };

export type Sessions = {
  /** Whether a text is the token of the printed address, compared in constant time. */
  isToken(candidate: string): boolean;
  /** The value of a new session's cookie. */
  open(): string;
  /** The session of a cookie's value, or undefined where this process did not open it. */
  find(cookie: string | undefined): Session | undefined;
};

/** Sessions that need no memory: each cookie carries its own proof, made with the token, and dies with it. */
export function createSessions(token: string): Sessions {
  if (token.length < 22) throw new Error('the token of the console needs 128 bits');
  const sign = (purpose: string, id: string) =>
    createHmac('sha256', token).update(`${purpose} ${id}`).digest('base64url');
  return {
    isToken: (candidate) => isSame(candidate, token),
    open: () => {
      const id = randomBytes(16).toString('base64url');
      return `${id}.${sign('session', id)}`;
    },
    find: (cookie) => {
      const [id = '', proof = ''] = (cookie ?? '').split('.', 2);
      if (!isSame(proof, sign('session', id))) return undefined;
      return { id, csrf: sign('form', id) };
    },
  };
}

/** Compares two secrets in a time that tells nothing about either. */
export function isSame(a: string, b: string): boolean {
  // Hashed first: timingSafeEqual takes equal lengths only, and the length is a secret too.
  const hash = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(hash(a), hash(b));
}
