import { parsePolicyDocument } from '../../domain/policy/parse-policy-document.ts';
import {
  type PolicyDocument,
  type PolicyStatement,
  statementsOf,
  toList,
} from '../../domain/policy/policy-document.ts';
import { refusal } from './account-state.ts';

// IAM API Reference, pattern of PolicyDocument: tab, line feed, carriage return, U+0020 to U+00FF.
// Nothing below U+0020 is left unescaped in what JSON.stringify writes.
const FORBIDDEN_CHARACTER = /[^\u0020-\u00FF]/;

/**
 * Refuses, as `malformed-policy`, what IAM refuses in the document of an identity-based policy.
 * Sources: IAM API Reference (PolicyDocument), IAM User Guide, "IAM JSON policy elements".
 */
export function checkDocument(document: PolicyDocument): void {
  const parsed = parsePolicyDocument(document);
  if (parsed.kind === 'invalid') throw malformed(`${parsed.path}: ${parsed.reason}`);
  const character = FORBIDDEN_CHARACTER.exec(JSON.stringify(document))?.[0];
  if (character !== undefined) {
    throw malformed(`the character U+${hex(character)} is not allowed in a policy`);
  }
  const statements = statementsOf(parsed.document);
  if (statements.length === 0) throw malformed('a policy needs at least one statement');
  checkSids(statements);
  statements.forEach(checkNames);
}

function checkSids(statements: readonly PolicyStatement[]): void {
  const seen = new Set<string>();
  for (const { Sid } of statements) {
    if (Sid === undefined || Sid === '') continue;
    if (!/^[0-9A-Za-z]+$/.test(Sid)) throw malformed('a Sid has letters and digits only');
    if (seen.has(Sid)) throw malformed('statement ids (SID) in a single policy must be unique');
    seen.add(Sid);
  }
}

function checkNames(statement: PolicyStatement): void {
  for (const action of [...toList(statement.Action), ...toList(statement.NotAction)]) {
    if (action !== '*' && !/^[A-Za-z0-9-]+:\S+$/.test(action)) {
      throw malformed('actions/conditions must be prefaced by a vendor, e.g., iam, sdb, ec2');
    }
  }
  for (const resource of [...toList(statement.Resource), ...toList(statement.NotResource)]) {
    if (resource !== '*' && !isArnShaped(resource)) {
      throw malformed('a resource must be in ARN format or "*"');
    }
  }
}

function isArnShaped(resource: string): boolean {
  return resource.startsWith('arn:') && resource.split(':', 6).length === 6;
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}

function malformed(message: string): Error {
  return refusal('malformed-policy', message);
}
