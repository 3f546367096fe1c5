import {
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { parseIamArn } from '../../../domain/principal/iam-arn.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { PolicyWriter } from '../../../ports/policy-writer.ts';
import { type Iam, writeIam } from './iam-caller.ts';
import { present, toHolder } from './iam-values.ts';

/**
 * One account's IAM behind the `PolicyWriter`. None of these calls is sent twice by the SDK after IAM
 * may have carried it out: the client given here must make one attempt only (`WRITE_ONCE`).
 */
export function createIamPolicyWriter(iam: Iam): PolicyWriter {
  return {
    createPolicyVersion: async (PolicyArn, document) => {
      const input = { PolicyArn, PolicyDocument: JSON.stringify(document), SetAsDefault: false };
      const answer = await writeIam(iam, 'CreatePolicyVersion', (client) =>
        client.send(new CreatePolicyVersionCommand(input)),
      );
      return present(answer.PolicyVersion?.VersionId, `the new version of ${PolicyArn}`);
    },
    setDefaultPolicyVersion: async (PolicyArn, VersionId) => {
      await writeIam(iam, 'SetDefaultPolicyVersion', (client) =>
        client.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId })),
      );
    },
    createPolicy: async (policyArn, document) => {
      const input = { ...toNewPolicy(policyArn), PolicyDocument: JSON.stringify(document) };
      await writeIam(iam, 'CreatePolicy', (client) => client.send(new CreatePolicyCommand(input)));
    },
    deletePolicy: async (PolicyArn) => {
      await writeIam(iam, 'DeletePolicy', (client) =>
        client.send(new DeletePolicyCommand({ PolicyArn })),
      );
    },
    ...inlineWrites(iam),
    ...attachmentWrites(iam),
  };
}

/**
 * The SDK sends a write once. IAM has no client token, and the answer to a create that landed may be
 * lost; the use case re-reads and decides, which a blind second call cannot. Not `adaptive` either: the
 * SDK takes IAM's `LimitExceeded` (five versions) for throttling and would hold the next call back.
 */
export const WRITE_ONCE = { maxAttempts: 1, retryMode: 'standard' } as const;

function inlineWrites(iam: Iam): Pick<PolicyWriter, 'putInlinePolicy' | 'deleteInlinePolicy'> {
  return {
    putInlinePolicy: async (principalArn, PolicyName, document) => {
      const { type, name } = toHolder(principalArn);
      const common = { PolicyName, PolicyDocument: JSON.stringify(document) };
      await writeIam(iam, 'PutInlinePolicy', async (client) => {
        if (type === 'role') {
          await client.send(new PutRolePolicyCommand({ ...common, RoleName: name }));
        } else await client.send(new PutUserPolicyCommand({ ...common, UserName: name }));
      });
    },
    deleteInlinePolicy: async (principalArn, PolicyName) => {
      const { type, name } = toHolder(principalArn);
      await writeIam(iam, 'DeleteInlinePolicy', async (client) => {
        if (type === 'role') {
          await client.send(new DeleteRolePolicyCommand({ PolicyName, RoleName: name }));
        } else await client.send(new DeleteUserPolicyCommand({ PolicyName, UserName: name }));
      });
    },
  };
}

function attachmentWrites(iam: Iam): Pick<PolicyWriter, 'attachPolicy' | 'detachPolicy'> {
  return {
    attachPolicy: async (principalArn, PolicyArn) => {
      const { type, name } = toHolder(principalArn);
      await writeIam(iam, 'AttachPolicy', async (client) => {
        if (type === 'role') {
          await client.send(new AttachRolePolicyCommand({ PolicyArn, RoleName: name }));
        } else await client.send(new AttachUserPolicyCommand({ PolicyArn, UserName: name }));
      });
    },
    detachPolicy: async (principalArn, PolicyArn) => {
      const { type, name } = toHolder(principalArn);
      await writeIam(iam, 'DetachPolicy', async (client) => {
        if (type === 'role') {
          await client.send(new DetachRolePolicyCommand({ PolicyArn, RoleName: name }));
        } else await client.send(new DetachUserPolicyCommand({ PolicyArn, UserName: name }));
      });
    },
  };
}

function toNewPolicy(arn: string): { readonly PolicyName: string; readonly Path: string } {
  const parsed = parseIamArn(arn);
  if (parsed?.type === 'policy') return { PolicyName: parsed.name, Path: parsed.path };
  throw new AppError('malformed-policy', `${arn} is not the ARN of a policy`, { context: { arn } });
}
