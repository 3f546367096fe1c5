import { DeletePolicyVersionCommand } from '@aws-sdk/client-iam';
import type { PolicyVersionPruner } from '../../../ports/policy-version-pruner.ts';
import { type Iam, writeIam } from './iam-caller.ts';

/** One account's IAM behind the `PolicyVersionPruner`. */
export function createIamVersionPruner(iam: Iam): PolicyVersionPruner {
  return {
    deletePolicyVersion: async (PolicyArn, VersionId) => {
      await writeIam(iam, 'DeletePolicyVersion', (client) =>
        client.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId })),
      );
    },
  };
}
