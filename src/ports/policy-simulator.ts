import type { AccessRequest, Blocker } from '../domain/policy/evaluation.ts';

/** What the simulator says of one request. `blockedBy` names what it blames; empty where it does not say. */
export type SimulatorVerdict = {
  readonly decision: 'allowed' | 'implicit-deny' | 'explicit-deny' | 'cannot-tell';
  readonly blockedBy: readonly Blocker[];
};

/**
 * IAM's own simulator: a witness, never the only one, because it ignores condition keys that it was
 * not given, and session, endpoint and conditional organisation policies. One verdict a request, in
 * order; throws `AppError` when it may not be asked or does not answer.
 */
export type PolicySimulator = {
  simulate(
    principalArn: string,
    requests: readonly AccessRequest[],
  ): Promise<readonly SimulatorVerdict[]>;
};
