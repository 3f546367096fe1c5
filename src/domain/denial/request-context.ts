import type { Principal } from '../principal/principal.ts';
import { type Fields, textOf } from './fields.ts';

type Context = Readonly<Record<string, readonly string[]>>;

/**
 * The condition keys that a CloudTrail record surely tells, as AWS spells them. A service's name in
 * `sourceIPAddress` means a call on somebody's behalf, so it is no address.
 */
export function toRequestContext(record: Fields, principal: Principal): Context {
  const address = textOf(record, 'sourceIPAddress');
  const pairs: readonly (readonly [string, string | null])[] = [
    ['aws:SourceIp', address !== null && isAddress(address) ? address : null],
    ['aws:RequestedRegion', textOf(record, 'awsRegion')],
    ['aws:PrincipalArn', principal.arn],
    ['aws:SourceVpce', textOf(record, 'vpcEndpointId')],
    ['aws:UserAgent', textOf(record, 'userAgent')],
  ];
  const told = pairs.filter((pair): pair is readonly [string, string] => pair[1] !== null);
  return Object.fromEntries(told.map(([key, value]) => [key, [value]]));
}

function isAddress(text: string): boolean {
  return /^[0-9.]{7,15}$/.test(text) || (text.includes(':') && /^[0-9a-fA-F:.]{2,45}$/.test(text));
}
