import type { AccessRequest } from '../domain/policy/evaluation.ts';

export type SimulatorVerdict = 'allowed' | 'implicit-deny' | 'explicit-deny' | 'cannot-tell';

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
