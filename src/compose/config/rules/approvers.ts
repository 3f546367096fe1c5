import { type ConfigFault, faultIf, repeatsOf } from '../config-fault.ts';
import type { ApproverGroup, Config } from '../config-schema.ts';

/**
 * Nobody who could approve, and the sole approver: whoever asked for a change is never its only
 * approver, and a high risk needs two people, so one person alone cannot decide everything.
 */
export function faultsOfApprovers({ accounts, approvers }: Config): readonly ConfigFault[] {
  const known = new Set(accounts.map(({ id }) => id));
  return [
    ...repeatsOf(
      approvers.map(({ name }) => name),
      (index) => `approvers[${index}].name`,
    ),
    ...approvers.flatMap(({ accounts: ids, users, slackUserGroup }, index) => [
      ...faultIf(
        users.length === 0 && slackUserGroup === null,
        `approvers[${index}]`,
        'nobody is in it; give a slackUserGroup or users',
      ),
      ...faultIf(
        ids?.length === 0,
        `approvers[${index}].accounts`,
        'the list is empty; leave it out for all accounts',
      ),
      ...(ids ?? []).flatMap((id, at) =>
        faultIf(
          !known.has(id),
          `approvers[${index}].accounts[${at}]`,
          `${id} is not under accounts`,
        ),
      ),
      ...repeatsOf(users, (at) => `approvers[${index}].users[${at}]`),
    ]),
    ...accounts.flatMap(({ id, apply }, index) =>
      faultsOfCover(
        approvers.filter(({ accounts: ids }) => ids === null || ids.includes(id)),
        apply === 'direct',
        `accounts[${index}]`,
      ),
    ),
  ];
}

function faultsOfCover(
  cover: readonly ApproverGroup[],
  isDirect: boolean,
  path: string,
): readonly ConfigFault[] {
  if (cover.length === 0) {
    return faultIf(
      isDirect,
      path,
      'apply: direct needs approvers, and none approve for this account',
    );
  }
  const people = new Set(cover.flatMap(({ users }) => users));
  const hasGroup = cover.some(({ slackUserGroup }) => slackUserGroup !== null);
  return faultIf(
    !hasGroup && people.size === 1,
    path,
    `${[...people].join()} would be its only approver, and nobody approves what they asked for; name a second person or a slackUserGroup`,
  );
}
