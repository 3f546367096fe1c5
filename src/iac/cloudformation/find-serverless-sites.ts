import { DEFAULT_QUOTAS } from '../../domain/policy/limits.ts';
import { type DataNode, itemsOf, memberOf, pairsOf, textOf } from '../data/data-node.ts';
import type { DataRole, DataSite, DataSites, SiteDocument } from '../data/site.ts';
import type { Term } from '../policy-model.ts';
import { resolveReference } from '../repository-path.ts';
import { findTemplateSites } from './find-template-sites.ts';
import { createTemplate, resourcesOf, type Template } from './template.ts';
import { toRoleArn } from './role-name.ts';
import { createServerlessVariables } from './serverless-variables.ts';
import { UNKNOWN } from './template-text.ts';

type Service = { readonly root: DataNode; readonly path: string; readonly template: Template };

/** Whether a file is the configuration of Serverless Framework. */
export function isServerless(root: DataNode): boolean {
  const keys = new Set(pairsOf(root).map(({ key }) => key));
  return keys.has('provider') && (keys.has('service') || keys.has('functions'));
}

/**
 * The policies of a Serverless Framework service: the statements of its role (in the new and the old place), those of
 * single functions, and what its `resources` define as CloudFormation does.
 */
export function findServerlessSites(root: DataNode, path: string): DataSites {
  const sections = itemsOf(memberOf(root, 'resources') ?? root);
  const resources = new Map(
    sections.flatMap((section) => [...resourcesOf(memberOf(section, 'Resources'))]),
  );
  const format = { version: '2012-10-17', hasVariable: (text: string) => text.includes('${') };
  const template = createTemplate(resources, format, createServerlessVariables(root));
  const service: Service = { root, path, template };
  const inner = findTemplateSites(template);
  const own = [...providerSites(service), ...functionSites(service)];
  return {
    ...inner,
    sites: [...own.map(({ site }) => site), ...inner.sites],
    roles: [...own.map(({ role }) => role), ...inner.roles],
  };
}

type Found = { readonly site: DataSite; readonly role: DataRole };

function providerSites(service: Service): readonly Found[] {
  const provider = memberOf(service.root, 'provider');
  const role = memberOf(memberOf(provider, 'iam'), 'role');
  const name = memberOf(role, 'name');
  return [
    ['provider.iam.role', 'statements', memberOf(role, 'statements')] as const,
    ['provider', 'iamRoleStatements', memberOf(provider, 'iamRoleStatements')] as const,
  ].flatMap(([owner, key, node]) =>
    node === undefined ? [] : [toFound(service, owner, key, node, toName(service, name, ''))],
  );
}

// The plugin serverless-iam-roles-per-function reads them.
function functionSites(service: Service): readonly Found[] {
  const functions = memberOf(service.root, 'functions');
  return (functions === undefined ? [] : pairsOf(functions)).flatMap(({ key, value }) => {
    const node = memberOf(value, 'iamRoleStatements');
    const name = toName(service, memberOf(value, 'iamRoleStatementsName'), `-${key}`);
    return node === undefined
      ? []
      : [toFound(service, `functions.${key}`, 'iamRoleStatements', node, name)];
  });
}

function toFound(service: Service, owner: string, key: string, node: DataNode, name: Term): Found {
  const arn = name.kind === 'literal' ? toRoleArn('/', name.value) : name.arn;
  const site: DataSite = {
    address: `${owner}.${key}`,
    at: node.start,
    name: null,
    roles: [{ kind: 'expression', source: owner, arn }],
    document: toDocument(node, service),
    quota: DEFAULT_QUOTAS.inlineSizePerRole,
    isListed: true,
  };
  return { site, role: { address: owner, at: node.start, name } };
}

// `{service}-{stage}-{region}-lambdaRole`, where no other name is given.
function toName(service: Service, node: DataNode | undefined, part: string): Term {
  const text = textOf(node);
  if (text !== undefined && !text.includes('${')) return { kind: 'literal', value: text };
  const { reader } = service.template;
  const own = memberOf(service.root, 'service');
  const named = memberOf(own, 'name') ?? own;
  const prefix = named === undefined ? UNKNOWN : reader.read(named);
  const name =
    node === undefined ? `${prefix}-${UNKNOWN}${part}-${UNKNOWN}-lambdaRole` : reader.read(node);
  return { kind: 'expression', source: text ?? 'lambdaRole', arn: toRoleArn('/', name) };
}

/** The statements themselves, or the file that `${file(…)}` puts in their place. */
function toDocument(node: DataNode, { path, template }: Service): SiteDocument {
  const file = /^\$\{file\(([^()${}]+)\)\}$/.exec(textOf(node) ?? '')?.[1];
  if (file === undefined) return { kind: 'node', node, dialect: template.dialect };
  const target = resolveReference(path, file.trim());
  return target === null
    ? { kind: 'unsupported', reason: 'input-variable' }
    : { kind: 'file', path: target };
}
