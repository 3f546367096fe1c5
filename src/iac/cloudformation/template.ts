import { type DataNode, pairsOf, resolveNode } from '../data/data-node.ts';
import type { Dialect } from '../data/site.ts';
import { createTemplateDialect, type TemplateFormat } from './template-dialect.ts';
import { createTemplateReader, type TemplateReader, type VariableReader } from './template-text.ts';

/** What the finders of sites share: the resources by logical id, and how their values are read. */
export type Template = {
  readonly resources: ReadonlyMap<string, DataNode>;
  readonly reader: TemplateReader;
  readonly dialect: Dialect;
};

/** One resource of a template; `properties` is undefined where there are none. */
export type TemplateResource = {
  readonly id: string;
  readonly type: string;
  readonly node: DataNode;
  readonly properties: DataNode | undefined;
};

/** A template over these resources. `variables` reads the variables of a format round CloudFormation. */
export function createTemplate(
  resources: ReadonlyMap<string, DataNode>,
  format: TemplateFormat,
  variables?: VariableReader,
): Template {
  const reader = createTemplateReader(resources, variables);
  return { resources, reader, dialect: createTemplateDialect(reader, format) };
}

/** The resources of a `Resources` section by logical id. */
export function resourcesOf(section: DataNode | undefined): ReadonlyMap<string, DataNode> {
  const pairs = section === undefined ? [] : pairsOf(section);
  return new Map(pairs.map(({ key, value }) => [key, resolveNode(value) ?? value]));
}
