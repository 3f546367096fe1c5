import { DEFAULT_QUOTAS } from '../../domain/policy/limits.ts';
import { type DataNode, memberOf, resolveNode } from '../data/data-node.ts';
import { refusalOfValue } from '../data/read-policy.ts';
import type { DataSite, SiteDocument } from '../data/site.ts';
import type { Template, TemplateResource } from './template.ts';
import { implicitRoleName } from './role-name.ts';

/**
 * The inline statements among the `Policies` of a SAM function or state machine, whose role SAM makes. Names of
 * managed policies and policy templates grant without statements: where there is nothing else it says so.
 */
export function findSamSites(
  { id, properties }: TemplateResource,
  template: Template,
): readonly DataSite[] {
  const policies = memberOf(properties, 'Policies');
  // With a role of its own the function's policies are ignored.
  if (policies === undefined || memberOf(properties, 'Role') !== undefined) return [];
  const toSite = (address: string, node: DataNode, document: SiteDocument): DataSite => ({
    address,
    at: node.start,
    name: null,
    roles: [implicitRoleName(`${id}Role`)],
    document,
    quota: DEFAULT_QUOTAS.inlineSizePerRole,
    isListed: true,
  });
  const address = `${id}.Policies`;
  const reason = policies.kind === 'scalar' ? null : refusalOfValue(policies, template.dialect);
  if (reason !== null) return [toSite(address, policies, { kind: 'unsupported', reason })];
  const items = policies.kind === 'list' ? policies.items : [policies];
  const sites = items.flatMap((item, n) => {
    const place = policies.kind === 'list' ? `${address}[${n}]` : address;
    const document = toDocument(item, template);
    return document === null ? [] : [toSite(place, item, document)];
  });
  const grants: SiteDocument = { kind: 'unsupported', reason: 'grants-only' };
  return sites.length > 0 ? sites : [toSite(address, policies, grants)];
}

function toDocument(item: DataNode, { dialect }: Template): SiteDocument | null {
  const node = resolveNode(item) ?? item;
  if (memberOf(node, 'Statement') !== undefined) return { kind: 'node', node: item, dialect };
  const isConditional = dialect.callOf(node)?.name === 'Fn::If';
  return isConditional ? { kind: 'unsupported', reason: 'template-directive' } : null;
}
