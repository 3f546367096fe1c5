import type { RequiredPermission } from '../permission/required-permission.ts';
import { stringsIn } from './named-arns.ts';

/**
 * Marks the permissions whose resource has a `*` that the call itself asked for: whoever asks for a table
 * named `*` is denied `table/*`, which AWS writes for “all tables” too. Such a `*` is only a name.
 */
export function withLiteralNames(
  required: readonly RequiredPermission[],
  requestParameters: unknown,
): readonly RequiredPermission[] {
  if (!required.some(({ resources }) => resources.some(hasPattern))) return required;
  const asked = stringsIn(requestParameters).filter((text) => text.includes('*'));
  return required.map((permission) => {
    const { resources } = permission;
    const isLiteral = resources.some(
      (resource) => hasPattern(resource) && asked.some((text) => resource.includes(text)),
    );
    return isLiteral ? { ...permission, literal: true } : permission;
  });
}

/** True for an ARN that says `*` for some of its segments. */
function hasPattern(resource: string): boolean {
  return resource !== '*' && resource.includes('*');
}
