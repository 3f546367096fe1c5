import { type PolicySite, type RoleSite, type SourceFile, type SourceMap } from '../editor.ts';
import { joinSourceMaps } from '../join-source-maps.ts';
import type { Term } from '../policy-model.ts';
import { findOwn, toPlace } from './edit-terraform.ts';
import { toNameTerm } from './evaluate.ts';
import { findAttachments, toReference } from './find-attachments.ts';
import type { FoundDocument } from './find-document.ts';
import { type Block, attributeOf } from './hcl.ts';
import { type PolicyDefinition, listPolicies } from './list-policies.ts';
import type { Scope } from './scope.ts';
import { toUses } from './uses.ts';

/** What a file of Terraform says about policies, roles and resources. */
export function mapTerraform(file: SourceFile, scope: Scope): SourceMap {
  const { definitions } = scope;
  const alone: SourceMap = {
    policies: listPolicies(scope).map((policy) => toSite(file, policy, scope)),
    roles: definitions.all.flatMap((definition) =>
      definition.kind === 'block' && definition.address.startsWith('aws_iam_role.')
        ? [toRole(file, definition.block, definition.address, scope)]
        : [],
    ),
    resources: [...scope.resources.values()].flatMap(({ address, arn, isOne }) =>
      isOne ? [{ address, arn }] : [],
    ),
    attachments: findAttachments(scope),
    uses: toUses(definitions),
  };
  return joinSourceMaps([alone]);
}

function toSite(file: SourceFile, policy: PolicyDefinition, scope: Scope): PolicySite {
  const { address, at, block } = policy;
  const isPolicy = policy.limit !== null;
  return {
    address,
    place: toPlace(file, at),
    name: block === null || !isPolicy ? null : toName(block, scope, 'policy'),
    roles: block === null || !isPolicy ? [] : ownRoles(policy, block, scope),
    document: toDocumentPlace(findOwn(policy, scope)),
  };
}

function toDocumentPlace(found: FoundDocument): PolicySite['document'] {
  return found.kind === 'away' ? found.place : { kind: 'here' };
}

function ownRoles({ definition }: PolicyDefinition, block: Block, scope: Scope): readonly Term[] {
  if (block.type === 'inline_policy') {
    return [{ kind: 'expression', source: definition.address, arn: null }];
  }
  const role = block.labels[0] === 'aws_iam_role_policy' ? attributeOf(block, 'role') : undefined;
  return role === undefined ? [] : [toReference(role, scope)];
}

function toRole(file: SourceFile, block: Block, address: string, scope: Scope): RoleSite {
  return { address, place: toPlace(file, block.start), name: toName(block, scope, 'role') };
}

function toName(block: Block, scope: Scope, kind: 'role' | 'policy'): Term | null {
  const path = attributeOf(block, 'path');
  const term =
    path === undefined ? null : toNameTerm({ expr: path, view: scope.file }, scope, (p) => p);
  const folder = term === null ? '/' : term.kind === 'literal' ? term.value : (term.arn ?? '/*');
  const toArn = (name: string) => `arn:*:iam::*:${kind}${folder}${name}`;
  const name = attributeOf(block, 'name');
  if (name !== undefined) return toNameTerm({ expr: name, view: scope.file }, scope, toArn);
  const prefix = attributeOf(block, 'name_prefix');
  if (prefix === undefined) return null;
  const start = toNameTerm({ expr: prefix, view: scope.file }, scope, (p) => p);
  const known = start.kind === 'literal' ? start.value : (start.arn ?? '');
  const source = scope.file.sourceOf(prefix);
  return { kind: 'expression', source, arn: known === '' ? null : toArn(`${known}*`) };
}
