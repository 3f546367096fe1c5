import type { Person } from '../domain/approval/judge-approver.ts';

/** Asks the chat system who somebody is and who belongs to a user group. Throws `AppError` when it does not answer. */
export type ApproverDirectory = {
  /** Undefined when nobody has that id. Not older than 60 seconds. */
  findPerson(userId: string): Promise<Person | undefined>;
  /** User ids of the members; empty for a group that nobody is in. Not older than 60 seconds. */
  membersOf(userGroupId: string): Promise<readonly string[]>;
};
