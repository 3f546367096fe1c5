import { DEFAULT_QUOTAS } from '../../domain/policy/limits.ts';
import { type DataNode, itemsOf, memberOf, textOf } from '../data/data-node.ts';
import { refusalOfValue } from '../data/read-policy.ts';
import type { DataRole, DataSite, DataSites, SiteDocument } from '../data/site.ts';
import type { ResourceSite, UnsupportedReason } from '../editor.ts';
import type { Term } from '../policy-model.ts';
import { toArnPattern } from './arn-pattern.ts';
import { findSamSites } from './find-sam-sites.ts';
import { toAttribute, toIntrinsic, toRef } from './intrinsic.ts';
import { implicitRoleName, roleNameOf, toRoleTerm } from './role-name.ts';
import type { Template, TemplateResource } from './template.ts';

const { managedPolicySize, inlineSizePerRole, inlineSizePerUser, inlineSizePerGroup } =
  DEFAULT_QUOTAS;

/** Policies that stand alone: the property of the name, and how large they may be. */
const POLICIES: ReadonlyMap<string, { readonly name: string; readonly quota: number }> = new Map([
  ['AWS::IAM::Policy', { name: 'PolicyName', quota: inlineSizePerRole }],
  ['AWS::IAM::RolePolicy', { name: 'PolicyName', quota: inlineSizePerRole }],
  ['AWS::IAM::UserPolicy', { name: 'PolicyName', quota: inlineSizePerUser }],
  ['AWS::IAM::GroupPolicy', { name: 'PolicyName', quota: inlineSizePerGroup }],
  ['AWS::IAM::ManagedPolicy', { name: 'ManagedPolicyName', quota: managedPolicySize }],
]);

/** What has inline policies. */
const HOLDERS: ReadonlyMap<string, number> = new Map([
  ['AWS::IAM::Role', inlineSizePerRole],
  ['AWS::IAM::User', inlineSizePerUser],
  ['AWS::IAM::Group', inlineSizePerGroup],
]);

const RESOURCE_POLICIES = ['PolicyDocument', 'KeyPolicy', 'RepositoryPolicyText', 'ResourcePolicy'];

/** The policies, roles and resources of a template of CloudFormation or SAM. */
export function findTemplateSites(template: Template): DataSites {
  const resources = [...template.resources].map(([id, node]) => toResource(id, node));
  const attached = attachmentsOf(resources);
  const sites = resources.flatMap((resource) => sitesOf(resource, attached, template));
  const roles = resources.flatMap((resource) => rolesOf(resource, template));
  return { sites, roles, resources: resources.flatMap(({ id }) => toResourceSite(id, template)) };
}

function toResource(id: string, node: DataNode): TemplateResource {
  const type = textOf(memberOf(node, 'Type')) ?? '';
  return { id, type, node, properties: memberOf(node, 'Properties') };
}

function toResourceSite(id: string, { reader }: Template): readonly ResourceSite[] {
  const arn = toArnPattern(reader.arnOf(id) ?? '');
  return arn === null ? [] : [{ address: id, arn }];
}

function rolesOf(resource: TemplateResource, template: Template): readonly DataRole[] {
  const { id, type, node, properties } = resource;
  if (type === 'AWS::IAM::Role') {
    return [{ address: id, at: node.start, name: roleNameOf(resource, template.reader) }];
  }
  const isOwn = type === 'AWS::Serverless::Function' || type === 'AWS::Serverless::StateMachine';
  if (!isOwn || memberOf(properties, 'Role') !== undefined) return [];
  return [{ address: `${id}Role`, at: node.start, name: implicitRoleName(`${id}Role`) }];
}

function sitesOf(
  resource: TemplateResource,
  attached: Attachments,
  template: Template,
): readonly DataSite[] {
  const { id, type, node, properties } = resource;
  if (properties === undefined) return [];
  if (type.startsWith('AWS::Serverless::')) return findSamSites(resource, template);
  const quota = HOLDERS.get(type);
  if (quota !== undefined) return holderSites(resource, quota, template);
  const policy = POLICIES.get(type);
  if (policy === undefined) {
    const held = RESOURCE_POLICIES.map((key) => memberOf(properties, key)).find(Boolean);
    return held === undefined ? [] : [refusedSite(id, held, 'resource-policy')];
  }
  const document = memberOf(properties, 'PolicyDocument');
  return [
    {
      address: id,
      at: node.start,
      name: toTerm(memberOf(properties, policy.name), template),
      roles: [...rolesNamedBy(properties, template), ...(attached.get(id) ?? [])],
      document: toDocument(document, template),
      quota: policy.quota,
      isListed: true,
    },
  ];
}

function holderSites(
  resource: TemplateResource,
  quota: number,
  template: Template,
): readonly DataSite[] {
  const { id, type, properties } = resource;
  const trust = memberOf(properties, 'AssumeRolePolicyDocument');
  const refused =
    trust === undefined
      ? []
      : [refusedSite(`${id}.AssumeRolePolicyDocument`, trust, 'trust-policy')];
  const policies = memberOf(properties, 'Policies');
  if (policies === undefined) return refused;
  const roles = type === 'AWS::IAM::Role' ? [toRoleTerm(resource, template.reader)] : [];
  const base = { roles, quota, isListed: true };
  const reason = refusalOfValue(policies, template.dialect);
  if (reason !== null) {
    const document: SiteDocument = { kind: 'unsupported', reason };
    return [
      ...refused,
      { ...base, address: `${id}.Policies`, at: policies.start, name: null, document },
    ];
  }
  const sites = itemsOf(policies).map((item, n) => ({
    ...base,
    address: `${id}.Policies[${n}]`,
    at: item.start,
    name: toTerm(memberOf(item, 'PolicyName'), template),
    document: documentOfItem(item, template),
  }));
  return [...refused, ...sites];
}

function documentOfItem(item: DataNode, template: Template): SiteDocument {
  const call = template.dialect.callOf(item);
  if (call === null) return toDocument(memberOf(item, 'PolicyDocument'), template);
  const reason = refusalOfValue(item, template.dialect) ?? 'computed-list';
  return { kind: 'unsupported', reason };
}

function toDocument(node: DataNode | undefined, { dialect }: Template): SiteDocument {
  return node === undefined
    ? { kind: 'unsupported', reason: 'not-expressible' }
    : { kind: 'node', node, dialect };
}

/** A policy that is named only to be refused: it grants nothing to a role of its own. */
function refusedSite(address: string, node: DataNode, reason: UnsupportedReason): DataSite {
  const document: SiteDocument = { kind: 'unsupported', reason };
  return { address, at: node.start, name: null, roles: [], document, quota: 0, isListed: false };
}

function rolesNamedBy(properties: DataNode, template: Template): readonly Term[] {
  const one = memberOf(properties, 'RoleName');
  const many = memberOf(properties, 'Roles');
  const nodes = [...(one === undefined ? [] : [one]), ...(many === undefined ? [] : itemsOf(many))];
  return nodes.map(template.dialect.toTerm);
}

/** By policy, the roles whose list of managed policies refers to it. */
type Attachments = ReadonlyMap<string, readonly Term[]>;

function attachmentsOf(all: readonly TemplateResource[]): Attachments {
  const attached = new Map<string, readonly Term[]>();
  for (const { id, type, properties } of all) {
    const arns = type === 'AWS::IAM::Role' ? memberOf(properties, 'ManagedPolicyArns') : undefined;
    for (const item of arns === undefined ? [] : itemsOf(arns)) {
      const call = toIntrinsic(item);
      const policy = call === null ? null : (toRef(call) ?? toAttribute(call)?.id ?? null);
      const role: Term = { kind: 'expression', source: id, arn: null };
      if (policy !== null) attached.set(policy, [...(attached.get(policy) ?? []), role]);
    }
  }
  return attached;
}

function toTerm(node: DataNode | undefined, { dialect }: Template): Term | null {
  return node === undefined ? null : dialect.toTerm(node);
}
