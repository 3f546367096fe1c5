import type { PolicyDocument } from '../../domain/policy/policy-document.ts';
import { isAwsManaged, type Outcome, policyToChange, refusal } from './account-state.ts';
import { nameIn, pathIn } from './arn-parts.ts';
import { checkManagedSize } from './change-versions.ts';
import { checkDocument } from './check-document.ts';
import { usesOf } from './policy-uses.ts';
import type { AccountState, PolicyDetail } from './snapshot-schema.ts';

/** CreatePolicy, with the name and path of the ARN. `id` is the unique id it gets, `now` ISO 8601 UTC. */
export function createPolicy(
  state: AccountState,
  order: { policyArn: string; document: PolicyDocument; id: string; now: string },
): Outcome<void> {
  const { name, path } = splitPolicyArn(order.policyArn);
  checkAccount(state, order.policyArn);
  checkDocument(order.document);
  checkManagedSize(order.document);
  checkNameIsFree(state, name);
  const policy: PolicyDetail = {
    PolicyName: name,
    PolicyId: order.id,
    Arn: order.policyArn,
    Path: path,
    DefaultVersionId: 'v1',
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: order.now,
    UpdateDate: order.now,
    PolicyVersionList: [
      {
        Document: order.document,
        VersionId: 'v1',
        IsDefaultVersion: true,
        CreateDate: order.now,
      },
    ],
  };
  return { state: { ...state, Policies: [...state.Policies, policy] }, result: undefined };
}

/** DeletePolicy: only when it is used nowhere and has its default version alone. */
export function deletePolicy(state: AccountState, order: { policyArn: string }): Outcome<void> {
  const policy = policyToChange(state, order.policyArn);
  const { attachedTo, boundaryOf } = usesOf(state, policy.Arn);
  const [holder] = [...attachedTo, ...boundaryOf];
  if (holder !== undefined) {
    throw refusal('delete-conflict', `${policy.Arn} is in use by ${holder}`);
  }
  if (policy.PolicyVersionList.length > 1) {
    throw refusal('delete-conflict', `${policy.Arn} still has versions besides the default`);
  }
  const left = state.Policies.filter((other) => other !== policy);
  return { state: { ...state, Policies: left }, result: undefined };
}

// IAM API Reference, CreatePolicy: PolicyName [\w+=,.@-]{1,128}, Path (/)|(/[\u0021-\u007E]+/).
function splitPolicyArn(policyArn: string): { name: string; path: string } {
  const resource = policyArn.split(':').slice(5).join(':');
  const isPolicy = policyArn.startsWith('arn:') && resource.startsWith('policy/');
  const name = nameIn(policyArn);
  if (!isPolicy || !/^[\w+=,.@-]{1,128}$/.test(name)) {
    throw refusal('malformed-policy', `${policyArn} is not the ARN of a policy`);
  }
  return { name, path: pathIn(policyArn) };
}

function checkAccount(state: AccountState, policyArn: string): void {
  const owners = [
    ...state.RoleDetailList,
    ...state.UserDetailList,
    ...state.GroupDetailList,
    ...state.Policies,
  ];
  const accounts = new Set(owners.map(({ Arn }) => accountOf(Arn)));
  if (!accounts.has(accountOf(policyArn)) || isAwsManaged(policyArn)) {
    throw refusal('access-denied', `${policyArn} is not of this account`);
  }
}

function accountOf(arn: string): string {
  return arn.split(':', 5).join(':');
}

// Names are unique in an account whatever their path and case (IAM User Guide, "IAM identifiers").
function checkNameIsFree(state: AccountState, name: string): void {
  const wanted = name.toLowerCase();
  const taken = state.Policies.find(
    ({ Arn }) => !isAwsManaged(Arn) && nameIn(Arn).toLowerCase() === wanted,
  );
  if (taken !== undefined) throw refusal('already-exists', `${taken.Arn} has this name already`);
}
