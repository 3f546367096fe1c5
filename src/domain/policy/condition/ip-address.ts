import { known, NO, type Truth, unknown } from '../truth.ts';

/** IpAddress: the value lies in the operand's CIDR range. IPv4 and IPv6 never match each other. */
export function compareAddresses(operand: string, value: string): Truth {
  const range = parseRange(operand);
  const address = parseAddress(value);
  if (range === undefined) return unknown();
  if (address === undefined || address.length !== range.address.length) return NO;
  return known(sharesPrefix(address, range.address, range.bits));
}

type Range = { readonly address: readonly number[]; readonly bits: number };

/** The bytes and prefix length of a CIDR range; an address alone is a range of one. Undefined when malformed. */
export function parseRange(text: string): Range | undefined {
  const [host = '', prefix, ...more] = text.trim().split('/');
  const address = parseAddress(host);
  if (address === undefined || more.length > 0) return undefined;
  const bits = prefix === undefined ? address.length * 8 : parseDecimal(prefix, address.length * 8);
  return bits === undefined ? undefined : { address, bits };
}

/** The 4 or 16 bytes of an IP address; undefined when the text is none. */
export function parseAddress(text: string): readonly number[] | undefined {
  const trimmed = text.trim();
  return trimmed.includes(':') ? parseIpv6(trimmed) : parseIpv4(trimmed);
}

function parseIpv4(text: string): readonly number[] | undefined {
  const bytes = text.split('.').map((part) => parseDecimal(part, 255));
  return bytes.length === 4 && bytes.every((byte) => byte !== undefined) ? bytes : undefined;
}

function parseIpv6(text: string): readonly number[] | undefined {
  const [left = '', right, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const head = parseGroups(left, right === undefined);
  const tail = right === undefined ? [] : parseGroups(right, true);
  if (head === undefined || tail === undefined) return undefined;
  const gap = 16 - head.length - tail.length;
  // "::" stands for at least one group of zeros.
  if (right === undefined ? gap !== 0 : gap < 2) return undefined;
  return [...head, ...Array<number>(gap).fill(0), ...tail];
}

// The last group may be an IPv4 address (RFC 4291, section 2.2).
function parseGroups(text: string, mayEndInIpv4: boolean): readonly number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    const isDotted = group.includes('.');
    if (isDotted && !(mayEndInIpv4 && index === groups.length - 1)) return undefined;
    const parsed = isDotted ? parseIpv4(group) : parseHexGroup(group);
    if (parsed === undefined) return undefined;
    bytes.push(...parsed);
  }
  return bytes;
}

function parseHexGroup(group: string): readonly number[] | undefined {
  if (!/^[0-9a-f]{1,4}$/i.test(group)) return undefined;
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 255];
}

function parseDecimal(text: string, greatest: number): number | undefined {
  if (!/^\d{1,3}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= greatest ? value : undefined;
}

function sharesPrefix(a: readonly number[], b: readonly number[], bits: number): boolean {
  for (let index = 0; index * 8 < bits; index++) {
    const mask = 255 & ~(255 >> Math.min(8, bits - index * 8));
    if (((a[index] ?? 0) & mask) !== ((b[index] ?? 0) & mask)) return false;
  }
  return true;
}
