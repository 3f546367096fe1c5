import { isIP } from 'node:net';

/**
 * Masks account ids, IP addresses, access key ids, e-mail addresses and the ids that are made of these;
 * the same value always by the same mask.
 */
export type Redact = (text: string) => string;

type Masks = {
  readonly known: Map<string, string>;
  readonly counts: Map<string, number>;
};

/** A redactor with its own memory of masks; masks keep the form of what they hide, so ARNs stay ARNs. */
export function createRedact(): Redact {
  const masks: Masks = { known: new Map(), counts: new Map() };
  return (text) =>
    [maskIds, maskMails, maskAddresses, maskKeys, maskAccounts].reduce(
      (masked, mask) => mask(masked, masks),
      text,
    );
}

function maskOf(masks: Masks, kind: string, value: string, form: (n: number) => string): string {
  const key = `${kind} ${value}`;
  const known = masks.known.get(key);
  if (known !== undefined) return known;
  const n = (masks.counts.get(kind) ?? 0) + 1;
  masks.counts.set(kind, n);
  const mask = form(n);
  masks.known.set(key, mask);
  return mask;
}

// An id is a hash of the principal's ARN: whoever guesses the account can prove the guess by it.
function maskIds(text: string, masks: Masks): string {
  return text
    .replace(/(?<![\w-])([fp])-[0-9a-z]{6}-[0-9a-z]{8}(?![\w-])/g, (id, letter: string) =>
      maskOf(masks, 'id', id, (n) => `${letter}-000000-${String(n).padStart(8, '0')}`),
    )
    .replace(/(?<="fingerprint": ?")[0-9a-f]{64}(?=")/g, (fingerprint) =>
      maskOf(masks, 'fingerprint', fingerprint, (n) => n.toString(16).padStart(64, '0')),
    );
}

const MAIL_CHARACTER = /[A-Za-z0-9._%+-]/;

// By hand and not by a regular expression, which would look for an @ from every character anew.
function maskMails(text: string, masks: Masks): string {
  let masked = '';
  let done = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let from = at;
    while (from > done && MAIL_CHARACTER.test(text[from - 1]!)) from--;
    from += lengthOfEscape(text, from);
    let to = at + 1;
    while (to < text.length && MAIL_CHARACTER.test(text[to]!)) to++;
    while (text[to - 1] === '.' || text[to - 1] === '-') to--;
    if (from >= at || !text.slice(at + 1, to).includes('.')) continue;
    const mask = maskOf(masks, 'mail', text.slice(from, to), (n) => `user-${n}@example.com`);
    masked += text.slice(done, from) + mask;
    done = to;
  }
  return masked + text.slice(done);
}

// What is masked may stand in JSON: the `n` of a `\n` before an address is no part of it.
function lengthOfEscape(text: string, at: number): number {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes++;
  if (backslashes % 2 === 0) return 0;
  return text[at] === 'u' ? 5 : 1;
}

function maskKeys(text: string, masks: Masks): string {
  return text.replace(
    /(?<![A-Z0-9])(A[BCGIKNPRS][A-Z]A)[A-Z0-9]{12,124}(?![A-Z0-9])/g,
    (key, prefix: string) =>
      maskOf(masks, 'key', key, (n) => `${prefix}${String(n).padStart(16, '0')}`),
  );
}

// Twelve digits that a JSON number may have too: no leading zero.
const FIRST_MASK = 900_000_000_000;

function maskAccounts(text: string, masks: Masks): string {
  return text.replace(/(?<!\d)\d{12}(?!\d)/g, (account) =>
    maskOf(masks, 'account', account, (n) => String(FIRST_MASK + n)),
  );
}

// Ranges that are kept for documentation and benchmarks: RFC 2544 and RFC 3849.
function maskAddresses(text: string, masks: Masks): string {
  const v4 = text.replace(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/g, (address) =>
    isIP(address) === 4
      ? maskOf(masks, 'ip4', address, (n) => `198.18.${(n >> 8) & 255}.${n & 255}`)
      : address,
  );
  return v4.replace(
    /(?<=^|[^\w:]|\\[bfnrt]|\\u[0-9a-f]{4})[0-9a-fA-F:]{3,39}(?![\w:])/g,
    (address) =>
      isIP(address) === 6
        ? maskOf(masks, 'ip6', address, (n) => `2001:db8::${n.toString(16)}`)
        : address,
  );
}
