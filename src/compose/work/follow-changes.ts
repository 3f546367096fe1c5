import type { Finding } from '../../domain/finding/finding.ts';
import { isAccountWork } from '../../domain/proposal/account-work.ts';
import { followPrincipal } from './follow-principal.ts';
import { followProposal, publishWork, updateMessages } from './follow-proposal.ts';
import type { FollowParts } from './work-parts.ts';

/** An aggregate that the stream told of, with the versions that it told of. */
export type Changed = { readonly id: string; readonly versions: readonly number[] };

/**
 * Carries out everything but writes of IAM for the aggregates of a batch: the findings of one principal
 * together, each proposal by itself. Answers those that failed, with the error; the others are done.
 */
export function createFollowChanges(
  parts: FollowParts,
): (batch: readonly Changed[]) => Promise<ReadonlyMap<string, unknown>> {
  return async (batch) => {
    const failures = new Map<string, unknown>();
    const attempt = async (ids: readonly string[], work: () => Promise<unknown>) => {
      try {
        await work();
      } catch (error) {
        for (const id of ids) failures.set(id, error);
      }
    };
    const principals = new Map<string, [Finding, ...Finding[]]>();
    for (const changed of batch) {
      const { id } = changed;
      await attempt([id], () =>
        id.startsWith('f-')
          ? noteFinding(parts, id, principals)
          : followProposalWork(parts, changed),
      );
    }
    for (const findings of principals.values()) {
      const ids = findings.map(({ id }) => id);
      await attempt(ids, () => followPrincipal(parts, findings));
    }
    return failures;
  };
}

async function noteFinding(
  { store }: FollowParts,
  id: string,
  principals: Map<string, [Finding, ...Finding[]]>,
): Promise<void> {
  const finding = await store.findFinding(id);
  if (finding === undefined || finding.outbox.length === 0) return;
  const same = principals.get(finding.principalArn);
  if (same) same.push(finding);
  else principals.set(finding.principalArn, [finding]);
}

async function followProposalWork(parts: FollowParts, { id, versions }: Changed): Promise<void> {
  const proposal = await parts.store.findProposal(id);
  if (proposal === undefined) return;
  // Others hear of an approval, and its message changes, before the one who may write IAM is done with it.
  const isNews = (entryId: string) => versions.some((version) => entryId === `${id}.${version}`);
  const decided = proposal.outbox.filter((entry) => isAccountWork(entry) && isNews(entry.id));
  for (const entry of decided) await publishWork(parts, proposal, entry);
  if (decided.length > 0) await updateMessages(parts, proposal);
  for (const entry of proposal.outbox) {
    if (!isAccountWork(entry)) await followProposal(parts, proposal, entry);
  }
}
