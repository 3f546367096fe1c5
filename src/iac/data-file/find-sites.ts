import { CLOUDFORMATION } from '../cloudformation/template-dialect.ts';
import { findServerlessSites, isServerless } from '../cloudformation/find-serverless-sites.ts';
import { findTemplateSites } from '../cloudformation/find-template-sites.ts';
import { createTemplate, resourcesOf } from '../cloudformation/template.ts';
import { type DataNode, memberOf, textOf } from '../data/data-node.ts';
import { findPlainSites } from '../data/find-plain-sites.ts';
import type { DataSites } from '../data/site.ts';

/** What a file says about policies: as a template, as a Serverless Framework service, or as plain documents. */
export function findSites(roots: readonly DataNode[], path: string): DataSites {
  const found = roots.map((root) => sitesOf(root, path));
  return {
    sites: found.flatMap(({ sites }) => sites),
    roles: found.flatMap(({ roles }) => roles),
    resources: found.flatMap(({ resources }) => resources),
  };
}

function sitesOf(root: DataNode, path: string): DataSites {
  if (isServerless(root)) return findServerlessSites(root, path);
  const resources = resourcesOf(memberOf(root, 'Resources'));
  if (isTemplate(root, resources))
    return findTemplateSites(createTemplate(resources, CLOUDFORMATION));
  return { sites: findPlainSites(root), roles: [], resources: [] };
}

function isTemplate(root: DataNode, resources: ReadonlyMap<string, DataNode>): boolean {
  if (resources.size === 0) return false;
  if (memberOf(root, 'AWSTemplateFormatVersion') ?? memberOf(root, 'Transform')) return true;
  return [...resources.values()].some((node) =>
    /^[A-Za-z]\w*::/.test(textOf(memberOf(node, 'Type')) ?? ''),
  );
}
