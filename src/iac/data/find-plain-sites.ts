import { DEFAULT_QUOTAS } from '../../domain/policy/limits.ts';
import type { Term } from '../policy-model.ts';
import { type DataNode, memberOf, pairsOf, textOf } from './data-node.ts';
import { PLAIN_DIALECT, toPlainTerm } from './plain-dialect.ts';
import { isStatement } from './read-statement.ts';
import type { DataSite, SiteDocument } from './site.ts';

const DEEPEST = 6;
const DOCUMENT_KEYS: ReadonlySet<string> = new Set(['PolicyDocument', 'policyDocument']);

/**
 * The policies of a file of plain data: the whole file, or documents further inside, as in the input of the AWS CLI
 * (`PolicyDocument` beside `PolicyName` and `RoleName`). An address is the path to the document, '' for the whole file.
 */
export function findPlainSites(root: DataNode): readonly DataSite[] {
  const isList = root.kind === 'list' && root.items.length > 0 && root.items.every(isStatement);
  return isList ? [toSite(root, '', root, undefined)] : search(root, '', undefined, 0);
}

function search(
  node: DataNode,
  address: string,
  parent: DataNode | undefined,
  depth: number,
): readonly DataSite[] {
  if (isDocument(node)) return [toSite(node, address, node, parent)];
  if (depth >= DEEPEST || node.tag !== null) return [];
  if (node.kind === 'list') {
    return node.items.flatMap((item, n) => search(item, `${address}[${n}]`, undefined, depth + 1));
  }
  if (node.kind !== 'map') return [];
  return node.pairs.flatMap(({ key, value }) => {
    const path = address === '' ? key : `${address}.${key}`;
    const isText = DOCUMENT_KEYS.has(key) && textOf(value)?.trimStart().startsWith('{') === true;
    return isText ? [toSite(value, path, value, node)] : search(value, path, node, depth + 1);
  });
}

function isDocument(node: DataNode): boolean {
  const statement = node.kind === 'map' ? memberOf(node, 'Statement') : undefined;
  if (statement === undefined) return false;
  if (statement.kind === 'map') return isStatement(statement);
  if (statement.kind !== 'list') return false;
  return statement.items.length === 0
    ? pairsOf(node).some(({ key }) => key === 'Version')
    : statement.items.some(isStatement);
}

function toSite(
  at: DataNode,
  address: string,
  node: DataNode,
  parent: DataNode | undefined,
): DataSite {
  const document: SiteDocument = { kind: 'node', node, dialect: PLAIN_DIALECT };
  const role = toTerm(memberOf(parent, 'RoleName'));
  return {
    address,
    at: at.start,
    name: toTerm(memberOf(parent, 'PolicyName')),
    roles: role === null ? [] : [role],
    document,
    quota: role === null ? DEFAULT_QUOTAS.managedPolicySize : DEFAULT_QUOTAS.inlineSizePerRole,
    isListed: true,
  };
}

function toTerm(node: DataNode | undefined): Term | null {
  return node === undefined ? null : toPlainTerm(node);
}
