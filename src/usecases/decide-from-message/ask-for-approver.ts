import type { Clicker } from '../../domain/approval/click.ts';
import {
  type ApproverGroup,
  type ApproverRefusal,
  type AskedGroup,
  groupsOf,
  judgeApprover,
  refusalOfPerson,
  type Workspace,
} from '../../domain/approval/judge-approver.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { ApproverDirectory } from '../../ports/approver-directory.ts';

export type AskedApprover =
  | {
      readonly kind: 'approver';
      readonly groups: readonly string[];
      readonly configured: readonly string[];
    }
  | { readonly kind: 'refused'; readonly code: ApproverRefusal };

/**
 * Asks the chat system who clicked, and whether they may decide about an account now. Whoever only wants
 * to look (`asksOnly`) must be of our workspace and need not be an approver.
 */
export async function askForApprover(
  deps: {
    readonly directory: ApproverDirectory;
    readonly workspace: Workspace;
    readonly approvers: readonly ApproverGroup[];
  },
  clicker: Clicker,
  account: string | null,
  asksOnly: boolean,
): Promise<AskedApprover> {
  const { directory, workspace } = deps;
  const person = await directory.findPerson(clicker.userId);
  const refusal = refusalOfPerson(person, clicker, workspace);
  if (refusal !== null) return { kind: 'refused', code: refusal };
  if (asksOnly) return { kind: 'approver', groups: [], configured: [] };
  const groups = groupsOf(account, deps.approvers);
  const asked: AskedGroup[] = [];
  for (const group of groups) asked.push(await ask(directory, group));
  const verdict = judgeApprover(clicker.userId, asked);
  return verdict.kind === 'refused'
    ? verdict
    : { ...verdict, configured: groups.map(({ name }) => name) };
}

// A group that cannot be read refuses, even those who are named beside it: part of a list is no list.
async function ask(
  directory: ApproverDirectory,
  { name, users, slackUserGroup }: ApproverGroup,
): Promise<AskedGroup> {
  if (slackUserGroup === null) return { name, members: new Set(users) };
  try {
    return { name, members: new Set([...users, ...(await directory.membersOf(slackUserGroup))]) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { name, members: 'unreadable' };
  }
}
