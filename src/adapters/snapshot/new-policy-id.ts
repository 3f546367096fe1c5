import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A unique id as IAM gives it to a managed policy: `ANPA` and 17 random characters (85 bits). */
export function newPolicyId(): string {
  const characters = [...randomBytes(17)].map((byte) => ALPHABET[byte & 31]);
  return `ANPA${characters.join('')}`;
}
