import { parsePolicyText } from '../../../domain/policy/parse-policy-document.ts';
import type { PolicyDocument } from '../../../domain/policy/policy-document.ts';
import { type IamArn, parseIamArn } from '../../../domain/principal/iam-arn.ts';
import { AppError } from '../../../kernel/app-error.ts';

// Everything here fails closed: what decides about access and cannot be read is an error, never empty.

/** A document as IAM's API sends it: JSON, URL-encoded. `place` names it in the error. */
export function toDocument(text: string | undefined, place: string): PolicyDocument {
  const parsed = parsePolicyText(text ?? '');
  if (parsed.kind === 'document') return parsed.document;
  throw invalidData(place, parsed.path === '' ? parsed.reason : `${parsed.path}: ${parsed.reason}`);
}

/** A member that IAM always sends. */
export function present<T>(value: T | null | undefined, place: string): T {
  if (value === undefined || value === null) throw invalidData(place, 'IAM left it out');
  return value;
}

export function toTags(
  tags: readonly { readonly Key: string | undefined; readonly Value: string | undefined }[] = [],
): Readonly<Record<string, string>> {
  const record = Object.create(null) as Record<string, string>;
  for (const { Key, Value } of tags) if (Key !== undefined) record[Key] = Value ?? '';
  return record;
}

/** A role's or user's ARN taken apart; any other ARN cannot hold policies, which is a fault of who asks. */
export function toHolder(arn: string): IamArn & { readonly type: 'role' | 'user' } {
  const parsed = parseIamArn(arn);
  if (parsed?.service === 'iam' && (parsed.type === 'role' || parsed.type === 'user')) {
    return { ...parsed, type: parsed.type };
  }
  throw new AppError('not-found', `${arn} is not a role or user`, { context: { arn } });
}

function invalidData(place: string, reason: string): AppError {
  return new AppError('invalid-data', `${place} cannot be read: ${reason}`, { context: { place } });
}
