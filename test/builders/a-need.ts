import { DEFAULT_QUOTAS } from '../../src/domain/policy/limits.ts';
import { toList } from '../../src/domain/policy/policy-document.ts';
import type { DraftContext, Need } from '../../src/domain/proposal/draft.ts';
import { separatePolicyArnOf } from '../../src/domain/proposal/separate-policy.ts';
import { aPrincipal } from './a-principal.ts';

/** What a finding lacks: one plain Allow, with the denied requests that it must cure. */
export function aNeed(
  findingId: string,
  action: string | readonly string[] = 's3:PutObject',
  resource: string | readonly string[] = 'arn:aws:s3:::orders/*',
): Need {
  const principal = aPrincipal().principal.arn;
  const requests = toList(action).flatMap((one) =>
    toList(resource).map((denied) => ({
      principal,
      action: one,
      resource: denied.replace('*', 'a'),
      resourceAccount: '111122223333',
      context: {},
    })),
  );
  const statement = { Effect: 'Allow', Action: action, Resource: resource } as const;
  return { findingId, statement, requests };
}

/** Where a draft may go: an account with the quotas of IAM, in which nothing has to be kept. */
export function aDraftContext(changes: Partial<DraftContext> = {}): DraftContext {
  const principal = changes.principal ?? aPrincipal();
  return {
    principal,
    quotas: DEFAULT_QUOTAS,
    protectedVersions: new Map(),
    separatePolicyArn: separatePolicyArnOf(principal.principal.arn, 1),
    ...changes,
  };
}
