/** What messages say beside a finding and its proposal; from the configuration, as plain values. */
export type MessageContext = {
  /** ISO 8601 UTC. */
  readonly now: string;
  /** The account's name in the configuration; null when it has none. */
  readonly accountName: string | null;
  /** Who may approve for this account: names of the groups, and how many people where that is known. */
  readonly approvers: { readonly names: readonly string[]; readonly people: number | null };
  /** False where this installation writes no IAM for the account: then nothing offers to approve. */
  readonly mayApply: boolean;
};
