/** The right to clean up one policy for a while. `now` and `expiresAt` are ISO 8601 UTC. */
export type PolicyLeases = {
  /** `held` while another holder's lease lasts; taking one's own again renews it. IO faults throw `AppError`. */
  take(
    policyArn: string,
    lease: { readonly holder: string; readonly now: string; readonly expiresAt: string },
  ): Promise<'taken' | 'held'>;
  /** Gives it back; nothing happens where another has it by now. */
  release(policyArn: string, holder: string): Promise<void>;
};
