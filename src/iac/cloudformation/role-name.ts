import { memberOf, textOf } from '../data/data-node.ts';
import type { Term } from '../policy-model.ts';
import type { TemplateResource } from './template.ts';
import { type TemplateReader, UNKNOWN } from './template-text.ts';

/** The name of a role: what is written, or the pattern of what CloudFormation will make of it. */
export function roleNameOf({ id, properties }: TemplateResource, reader: TemplateReader): Term {
  const node = memberOf(properties, 'RoleName');
  if (node === undefined) return implicitRoleName(id, pathOf(properties, reader));
  const name = reader.read(node);
  if (!name.includes(UNKNOWN) && textOf(node) === name) return { kind: 'literal', value: name };
  return { kind: 'expression', source: id, arn: toRoleArn(pathOf(properties, reader), name) };
}

/** A role of a template as the principal of its own policies. */
export function toRoleTerm(resource: TemplateResource, reader: TemplateReader): Term {
  const name = roleNameOf(resource, reader);
  const written = name.kind === 'literal' ? name.value : null;
  const arn =
    name.kind === 'expression'
      ? name.arn
      : toRoleArn(pathOf(resource.properties, reader), written ?? UNKNOWN);
  return { kind: 'expression', source: resource.id, arn };
}

/** The name that CloudFormation gives: the stack's, the logical id, and characters by chance. */
export function implicitRoleName(id: string, path = '/'): Term {
  const name = `${UNKNOWN}-${id}-${UNKNOWN}`;
  return { kind: 'expression', source: id, arn: toRoleArn(path, name) };
}

/** The pattern of a role's ARN, with `*` for what is not known of its name. */
export function toRoleArn(path: string, name: string): string {
  return `arn:*:iam::*:role${path}${name}`.replaceAll(UNKNOWN, '*');
}

function pathOf(properties: TemplateResource['properties'], reader: TemplateReader): string {
  const node = memberOf(properties, 'Path');
  const path = node === undefined ? '/' : reader.read(node);
  return path === UNKNOWN ? `/${UNKNOWN}` : path;
}
