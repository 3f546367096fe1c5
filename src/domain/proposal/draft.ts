import type { AccessRequest } from '../policy/evaluation.ts';
import type { AccountQuotas } from '../policy/limits.ts';
import type { PolicyDocument, PolicyStatement } from '../policy/policy-document.ts';
import type { PrincipalPolicies } from '../policy/principal-policies.ts';
import type { QuotaUse, Target } from './proposal.ts';

/** What one finding lacks: one plain Allow, and the denied requests that it must cure. */
export type Need = {
  readonly findingId: string;
  readonly statement: PolicyStatement;
  readonly requests: readonly AccessRequest[];
};

/** One target policy with everything that goes into it. */
export type Draft = {
  readonly target: Target;
  readonly targetDocument: PolicyDocument;
  readonly quotaUse: QuotaUse;
  readonly blastRadius: readonly string[];
  readonly needs: readonly Need[];
};

/** The account as far as it decides where a statement may go. */
export type DraftContext = {
  readonly principal: PrincipalPolicies;
  readonly quotas: AccountQuotas;
  /** Versions that a recorded change may be rolled back to, by policy id. */
  readonly protectedVersions: ReadonlyMap<string, ReadonlySet<string>>;
  /** ARN of a policy of our own that does not exist yet. */
  readonly separatePolicyArn: string;
};
