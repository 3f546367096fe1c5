import * as v from 'valibot';
import { AppError } from '../../kernel/app-error.ts';
import { Account, type AccountState } from './snapshot-schema.ts';

const COMMAND = 'aws iam get-account-authorization-details';
const LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const;

// What a member looks like, by its name.
const EXAMPLES: ReadonlyMap<string, string> = new Map([
  ...LISTS.map((list): [string, string] => [list, '[]']),
  ['Arn', '"arn:aws:iam::111122223333:role/app/OrdersTask"'],
  ['RoleName', '"OrdersTask"'],
  ['RoleId', '"AROAEXAMPLEEXAMPLE001"'],
  ['UserName', '"deployer"'],
  ['UserId', '"AIDAEXAMPLEEXAMPLE001"'],
  ['GroupName', '"Operators"'],
  ['GroupList', '["Operators"]'],
  ['PolicyName', '"ReadOrders"'],
  ['PolicyId', '"ANPAEXAMPLEEXAMPLE001"'],
  ['PolicyArn', '"arn:aws:iam::111122223333:policy/app/OrdersTask"'],
  ['PermissionsBoundaryArn', '"arn:aws:iam::111122223333:policy/WorkloadBoundary"'],
  ['AttachedManagedPolicies', '[{"PolicyArn": "arn:aws:iam::111122223333:policy/OrdersTask"}]'],
  ['RolePolicyList', '[{"PolicyName": "ReadOrders", "PolicyDocument": { … }}]'],
  ['UserPolicyList', '[{"PolicyName": "ReadOrders", "PolicyDocument": { … }}]'],
  ['GroupPolicyList', '[{"PolicyName": "ReadOrders", "PolicyDocument": { … }}]'],
  ['PolicyVersionList', '[{"VersionId": "v1", "Document": { … }}]'],
  ['VersionId', '"v3"'],
  ['DefaultVersionId', '"v3"'],
  ['CreateDate', '"2026-03-01T09:30:00+00:00"'],
  ['RolemenderHighestVersion', '7'],
  ['Document', '{"Version": "2012-10-17", "Statement": [ … ]}'],
  ['PolicyDocument', '{"Version": "2012-10-17", "Statement": [ … ]}'],
  ['Tags', '[{"Key": "team", "Value": "orders"}]'],
  ['Key', '"team"'],
  ['Value', '"orders"'],
]);

/**
 * An account snapshot from parsed JSON. Throws `AppError` `invalid-data` that names the source, the JSON
 * path, what was expected and an example; also for an export that was cut, which would hide who holds a policy.
 */
export function parseSnapshot(value: unknown, source: string): AccountState {
  if (!isRecord(value) || !LISTS.some((list) => list in value)) {
    throw fault(
      source,
      '$',
      `expected the JSON that \`${COMMAND}\` prints, with ${LISTS.join(', ')}`,
    );
  }
  if (value['IsTruncated'] === true || 'NextToken' in value) {
    throw fault(
      source,
      '$',
      `the export is cut; run \`${COMMAND}\` without --max-items or --no-paginate`,
    );
  }
  const result = v.safeParse(Account, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = (issue.path ?? []).map((item) => item.key as string | number);
  throw fault(source, toJsonPath(path), `${expectationOf(issue)}${exampleFor(path)}`);
}

function expectationOf({ message, expected, received }: v.BaseIssue<unknown>): string {
  if (received === 'undefined') return 'this member is missing';
  // Our own messages begin in lower case; valibot's speak of keys and types in words of its own.
  const wanted = message.startsWith('expected ') ? message : `expected ${expected?.toLowerCase()}`;
  return `${wanted}, found ${received.slice(0, 80)}`;
}

function exampleFor(path: readonly (string | number)[]): string {
  const member = path.findLast((key) => typeof key === 'string');
  const example = member === undefined ? undefined : EXAMPLES.get(member);
  return example === undefined ? '' : `; for example ${example}`;
}

function toJsonPath(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${key}`),
    '$',
  );
}

function fault(source: string, path: string, message: string): AppError {
  return new AppError('invalid-data', `${source}: ${path}: ${message}`, {
    context: { source, path },
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
