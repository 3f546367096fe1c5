import type { PrincipalElement } from './check-statement.ts';
import type { PolicySet } from './evaluation.ts';
import { parsePolicyDocument, type PolicyParse, parsePolicyText } from './parse-policy-document.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { PolicyFault } from './policy-fault.ts';

/** The members of a simulated request that hold policies. */
export const POLICY_MEMBERS: readonly string[] = [
  'identityPolicies',
  'permissionsBoundary',
  'sessionPolicies',
  'serviceControlPolicies',
  'resourceControlPolicies',
  'resourcePolicy',
  'vpcEndpointPolicy',
] satisfies readonly (keyof PolicySet)[];

/** The policies of a request, or what is wrong with the first one that is none. */
export type PolicySetParse =
  | { readonly kind: 'parsed'; readonly policies: PolicySet }
  | { readonly kind: 'invalid'; readonly path: string; readonly reason: string };

type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'invalid'; readonly fault: PolicyFault };
type Members = Readonly<Record<string, unknown>>;

/**
 * Reads the policies of a request. Each document is an object or its JSON text; one document may stand
 * where a list is expected, and one list of documents where a list of levels is. Missing and null both
 * mean "not in play". A document that is none makes the whole request invalid: leaving it out could
 * turn a denial into an answer of "allowed".
 */
export function parsePolicySet(members: Members): PolicySetParse {
  const identity = readList(members, 'identityPolicies', 'forbidden');
  const boundary = readList(members, 'permissionsBoundary', 'forbidden');
  const session = readList(members, 'sessionPolicies', 'forbidden');
  const scps = readLevels(members, 'serviceControlPolicies', 'forbidden');
  const rcps = readLevels(members, 'resourceControlPolicies', 'optional');
  const resource = readSingle(members, 'resourcePolicy', 'required');
  const endpoint = readSingle(members, 'vpcEndpointPolicy', 'optional');
  const parts = [identity, boundary, session, scps, rcps, resource, endpoint];
  const invalid = parts.find((part) => part.kind === 'invalid');
  if (invalid !== undefined) return { kind: 'invalid', ...invalid.fault };
  const policies = {
    identityPolicies: valueOf(identity) ?? [],
    permissionsBoundary: valueOf(boundary),
    sessionPolicies: valueOf(session),
    serviceControlPolicies: valueOf(scps),
    resourceControlPolicies: valueOf(rcps),
    resourcePolicy: valueOf(resource),
    vpcEndpointPolicy: valueOf(endpoint),
  };
  return { kind: 'parsed', policies };
}

function valueOf<T>(read: Read<T | null>): T | null {
  return read.kind === 'read' ? read.value : null;
}

function readList(
  members: Members,
  name: string,
  principal: PrincipalElement,
): Read<readonly PolicyDocument[] | null> {
  const value = members[name];
  if (isNone(value)) return { kind: 'read', value: null };
  return readDocuments(value, name, principal);
}

function readDocuments(
  value: unknown,
  path: string,
  principal: PrincipalElement,
): Read<readonly PolicyDocument[]> {
  if (!Array.isArray(value)) return gathered([readDocument(value, path, principal)]);
  return gathered(value.map((item, index) => readDocument(item, `${path}[${index}]`, principal)));
}

function readLevels(
  members: Members,
  name: string,
  principal: PrincipalElement,
): Read<readonly (readonly PolicyDocument[])[] | null> {
  const value = members[name];
  if (isNone(value)) return { kind: 'read', value: null };
  const isLevels = Array.isArray(value) && value.every((level) => Array.isArray(level));
  if (!isLevels) return gathered([readDocuments(value, name, principal)]);
  return gathered(
    value.map((level, index) => readDocuments(level, `${name}[${index}]`, principal)),
  );
}

function readSingle(
  members: Members,
  name: string,
  principal: PrincipalElement,
): Read<PolicyDocument | null> {
  const value = members[name];
  if (isNone(value)) return { kind: 'read', value: null };
  const [first, ...more] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  if (Array.isArray(value) && (first === undefined || more.length > 0)) {
    return { kind: 'invalid', fault: { path: name, reason: 'must be one policy document' } };
  }
  return readDocument(first, name, principal);
}

function readDocument(
  value: unknown,
  path: string,
  principal: PrincipalElement,
): Read<PolicyDocument> {
  const parse: PolicyParse =
    typeof value === 'string'
      ? parsePolicyText(value, principal)
      : parsePolicyDocument(value, principal);
  if (parse.kind === 'document') return { kind: 'read', value: parse.document };
  const at = parse.path === '' ? path : `${path}.${parse.path}`;
  return { kind: 'invalid', fault: { path: at, reason: parse.reason } };
}

function gathered<T>(reads: readonly Read<T>[]): Read<readonly T[]> {
  const values: T[] = [];
  for (const read of reads) {
    if (read.kind === 'invalid') return read;
    values.push(read.value);
  }
  return { kind: 'read', value: values };
}

function isNone(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}
