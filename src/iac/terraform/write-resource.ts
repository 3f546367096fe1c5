import { isSameArn, isSameResource } from '../model-terms.ts';
import type { ReadPolicy } from './read-policy.ts';
import type { KnownResource, Scope } from './scope.ts';
import type { View } from './view.ts';

/** Services whose ARNs go on behind that of the resource: objects, indexes, streams, versions. */
const EXTENDED = new Set(['dynamodb', 's3', 'logs', 'lambda']);

/** Types that hold data and so never depend on a policy of their readers; others may be defined through one. */
const STORES = [
  'aws_s3_bucket.',
  'aws_dynamodb_table.',
  'aws_sqs_queue.',
  'aws_sns_topic.',
  'aws_secretsmanager_secret.',
  'aws_cloudwatch_log_group.',
  'aws_cloudwatch_event_bus.',
  'aws_ecr_repository.',
  'aws_kinesis_stream.',
  'aws_ssm_parameter.',
  'aws_kms_alias.',
];

/**
 * A resource as the file has to write it: as the same document refers to it already, else as the module's own
 * resource of exactly that ARN, else literally. `into` is the definition where it will stand.
 */
export function writeResource(
  resource: string,
  view: View,
  policy: ReadPolicy,
  scope: Scope,
  into: string,
): string {
  const written = findWritten(resource, view, policy);
  if (written !== null) return written;
  const found = [...scope.resources.values()].flatMap((each) => {
    const suffix = suffixOf(each, resource);
    return suffix === null || !each.isOne ? [] : [{ address: each.address, suffix }];
  });
  const [only, ...others] = found;
  if (only === undefined || others.length > 0 || dependsOn(only.address, into, scope)) {
    return view.quote(resource);
  }
  return view.interpolate(`${only.address}.arn`, only.suffix);
}

function findWritten(resource: string, view: View, { statements }: ReadPolicy): string | null {
  for (const { model, resources } of statements) {
    const n = model.resources.terms.findIndex(
      (term) => term.kind === 'expression' && isSameResource(term, resource),
    );
    const seen = n < 0 ? undefined : resources[n];
    if (seen !== undefined && seen.view === view) return view.sourceOf(seen.expr);
  }
  return null;
}

/** What follows the ARN of a resource in another one; null for an ARN that is not of this resource. */
function suffixOf({ arn }: KnownResource, resource: string): string | null {
  if (isSameArn(arn, resource)) return '';
  const own = arn.split(':').slice(5).join(':');
  const asked = resource.split(':').slice(5).join(':');
  const suffix = asked.slice(own.length);
  const isExtended = asked.startsWith(own) && (suffix.startsWith('/') || suffix.startsWith(':'));
  if (!isExtended || !EXTENDED.has(arn.split(':')[2] ?? '')) return null;
  return isSameArn(arn, resource.slice(0, resource.length - suffix.length)) ? suffix : null;
}

// Terraform refuses a circle: a function that waits for its role's policy cannot be named in that policy.
function dependsOn(address: string, into: string, { definitions }: Scope): boolean {
  if (!definitions.byAddress.has(address)) {
    return !STORES.some((prefix) => address.startsWith(prefix));
  }
  const needs = new Map<string, string[]>();
  for (const reference of definitions.references) {
    const from = reference.by.address;
    const known = needs.get(from);
    if (known === undefined) needs.set(from, [reference.address]);
    else known.push(reference.address);
  }
  const seen = new Set([address]);
  for (const each of seen) for (const next of needs.get(each) ?? []) seen.add(next);
  return seen.has(into);
}
