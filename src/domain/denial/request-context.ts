import type { Principal } from '../principal/principal.ts';
import { asText, type Fields } from './fields.ts';

type Context = Readonly<Record<string, readonly string[]>>;

/**
 * The condition keys that a CloudTrail record surely tells, as AWS spells them. A service's name in
 * `sourceIPAddress` means a call on somebody's behalf, so it is no address.
 */
export function toRequestContext(record: Fields, principal: Principal): Context {
  const context: Record<string, readonly string[]> = {};
  const address = asText(record['sourceIPAddress']);
  const region = asText(record['awsRegion']);
  const endpoint = asText(record['vpcEndpointId']);
  const userAgent = asText(record['userAgent']);
  if (address !== null && isAddress(address)) context['aws:SourceIp'] = [address];
  if (region !== null) context['aws:RequestedRegion'] = [region];
  if (principal.arn !== null) context['aws:PrincipalArn'] = [principal.arn];
  if (endpoint !== null) context['aws:SourceVpce'] = [endpoint];
  if (userAgent !== null) context['aws:UserAgent'] = [userAgent];
  return context;
}

function isAddress(text: string): boolean {
  return /^[0-9.]{7,15}$/.test(text) || (text.includes(':') && /^[0-9a-fA-F:.]{2,45}$/.test(text));
}
