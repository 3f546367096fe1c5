import { CAUSE_WORDS } from '../denial/cause-words.ts';
import type { Finding } from '../finding/finding.ts';
import type { Proposal } from '../proposal/proposal.ts';

/** What was denied after a change. `unclear`: of several resources, and not all of them are the change's. */
export type NewDenials =
  | { readonly kind: 'none' }
  | { readonly kind: 'unclear' }
  /** `why` ends the sentence "denied again: …". */
  | { readonly kind: 'denied-again'; readonly why: string };

/**
 * Whether the requests of a proposal were denied later than `after` (ISO 8601 UTC), by the time of the
 * event, not of its arrival. A finding of another cause counts too: it tells who stands in the way now.
 */
export function findNewDenials(
  { requests }: Pick<Proposal, 'requests'>,
  findings: readonly Finding[],
  after: string,
): NewDenials {
  const actions = new Set(requests.map(({ action }) => action.toLowerCase()));
  const resources = new Set(requests.map(({ resource }) => resource));
  const late = findings.filter(
    ({ lastSeenAt, sample, resources: denied }) =>
      Date.parse(lastSeenAt) > Date.parse(after) &&
      sample.required.some(({ action }) => actions.has(action.toLowerCase())) &&
      (denied.length === 0 || denied.some((resource) => resources.has(resource))),
  );
  // A finding tells when it was last denied, not on which of its resources.
  const sure = late.find(({ resources: denied }) => denied.every((one) => resources.has(one)));
  if (sure !== undefined) return { kind: 'denied-again', why: CAUSE_WORDS[sure.cause] };
  return { kind: late.length > 0 ? 'unclear' : 'none' };
}
