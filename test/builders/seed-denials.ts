import type { PolicyDocument } from '../../src/domain/policy/policy-document.ts';
import { aCloudTrailRecord } from './a-cloudtrail-record.ts';
import { HUB_ACCOUNT } from './moto-calls.ts';

export const SPOKE_ACCOUNT = '444455556666';

const allow = (action: readonly string[], resource: string | readonly string[]) => ({
  Effect: 'Allow' as const,
  Action: action,
  Resource: resource,
});
const documentOf = (...Statement: ReturnType<typeof allow>[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
});

/** One denial of the five systems that the product must serve, with the principal and the policy that it is about. */
export type SeedDenial = {
  readonly name: string;
  readonly account: string;
  readonly principal: { readonly kind: 'role' | 'user'; readonly name: string };
  /** The policy that the principal has: a managed one below `/app/` with so many versions, or an inline one. */
  readonly policy: {
    readonly kind: 'managed' | 'inline';
    readonly name: string;
    readonly document: PolicyDocument;
    readonly versions?: number;
  };
  readonly source: string;
  readonly operation: string;
  readonly action: string;
  readonly resource: string;
};

const region = 'us-east-1';

/** The situations of the five systems; their texts are their own. */
export const SEED_DENIALS: readonly SeedDenial[] = [
  {
    name: 'a machine learning platform scans a table; its policy has five versions',
    account: HUB_ACCOUNT,
    principal: { kind: 'role', name: 'MLPlatformECSTaskRole' },
    policy: {
      kind: 'managed',
      name: 'MLPlatformECSTaskPolicy',
      versions: 5,
      document: documentOf(
        allow(
          ['dynamodb:GetItem', 'dynamodb:PutItem'],
          `arn:aws:dynamodb:${region}:${HUB_ACCOUNT}:table/ml-jobs`,
        ),
      ),
    },
    source: 'dynamodb',
    operation: 'Scan',
    action: 'dynamodb:Scan',
    resource: `arn:aws:dynamodb:${region}:${HUB_ACCOUNT}:table/ml-jobs`,
  },
  {
    name: 'a voice backend clears its sessions; its policy is inline',
    account: HUB_ACCOUNT,
    principal: { kind: 'role', name: 'voiceterBackendTaskRole' },
    policy: {
      kind: 'inline',
      name: 'voiceterBackendTaskPolicy',
      document: documentOf(
        allow(
          ['dynamodb:PutItem'],
          `arn:aws:dynamodb:${region}:${HUB_ACCOUNT}:table/demo-sessions`,
        ),
      ),
    },
    source: 'dynamodb',
    operation: 'DeleteItem',
    action: 'dynamodb:DeleteItem',
    resource: `arn:aws:dynamodb:${region}:${HUB_ACCOUNT}:table/demo-sessions`,
  },
  {
    name: 'a backend under Terraform writes its log, in another account',
    account: SPOKE_ACCOUNT,
    principal: { kind: 'role', name: 'casey-backend-task' },
    policy: {
      kind: 'managed',
      name: 'casey-backend',
      document: documentOf(
        allow(
          ['logs:CreateLogStream'],
          `arn:aws:logs:${region}:${SPOKE_ACCOUNT}:log-group:casey-backend-api:*`,
        ),
      ),
    },
    source: 'logs',
    operation: 'DescribeLogStreams',
    action: 'logs:DescribeLogStreams',
    resource: `arn:aws:logs:${region}:${SPOKE_ACCOUNT}:log-group:casey-backend-api:*`,
  },
  {
    name: 'a deployer that is a user describes its stacks',
    account: HUB_ACCOUNT,
    principal: { kind: 'user', name: 'ShpoolBot' },
    policy: {
      kind: 'managed',
      name: 'SpoolDeployer',
      document: documentOf(allow(['ecr:GetAuthorizationToken'], '*')),
    },
    source: 'cloudformation',
    operation: 'DescribeStacks',
    action: 'cloudformation:DescribeStacks',
    resource: `arn:aws:cloudformation:${region}:${HUB_ACCOUNT}:stack/SpoolInterview/00000000-0000-4000-8000-000000000000`,
  },
  {
    name: 'a pipeline lists the tasks of a migration, in another account',
    account: SPOKE_ACCOUNT,
    principal: { kind: 'role', name: 'retainwise-github-actions' },
    policy: {
      kind: 'managed',
      name: 'retainwise-deploy',
      document: documentOf(allow(['ecs:DescribeServices'], '*')),
    },
    source: 'ecs',
    operation: 'DescribeTasks',
    action: 'ecs:DescribeTasks',
    resource: `arn:aws:ecs:${region}:${SPOKE_ACCOUNT}:task/retainwise-cluster/0123456789abcdef0123456789abcdef`,
  },
];

/** The ARN that a policy is attached to. */
export function principalArnOf({ account, principal }: SeedDenial): string {
  return `arn:aws:iam::${account}:${principal.kind}/app/${principal.name}`;
}

export function policyArnOf({ account, policy }: SeedDenial): string {
  return `arn:aws:iam::${account}:policy/app/${policy.name}`;
}

/** What CloudTrail records of it; `n` makes the id of the event. */
export function toRecordOf(denial: SeedDenial, at: string, n: number): Record<string, unknown> {
  const { account, principal, source, operation, action, resource } = denial;
  const isRole = principal.kind === 'role';
  const session = `arn:aws:sts::${account}:assumed-role/${principal.name}/0123456789abcdef0123456789abcdef`;
  const arn = isRole ? session : principalArnOf(denial);
  return aCloudTrailRecord({
    userIdentity: isRole
      ? {
          type: 'AssumedRole',
          principalId: 'AROAEXAMPLE:0123456789abcdef0123456789abcdef',
          arn,
          accountId: account,
          sessionContext: {
            sessionIssuer: {
              type: 'Role',
              arn: principalArnOf(denial),
              accountId: account,
              userName: principal.name,
            },
          },
        }
      : { type: 'IAMUser', arn, accountId: account, userName: principal.name },
    eventTime: at,
    eventSource: `${source}.amazonaws.com`,
    eventName: operation,
    errorMessage: `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    recipientAccountId: account,
  });
}
