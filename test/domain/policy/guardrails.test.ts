import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TIER_1_ACTIONS } from '../../../src/domain/policy/guardrails/completing-actions.ts';
import { judgeStatement, riskOf } from '../../../src/domain/policy/guardrails.ts';
import type { PolicyStatement } from '../../../src/domain/policy/policy-document.ts';
import {
  OPTIONAL_RESOURCE_ACTIONS,
  TIER_0_ACTIONS,
  TIER_2_ACTIONS,
} from '../../../src/domain/policy/risky-actions.ts';

const ROLE = 'arn:aws:iam::111122223333:role/orders-task';
const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';

const allow = (
  Action: string | string[],
  Resource: string | string[] = TABLE,
): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource,
});

/** The refusal of a statement, or "passed". */
const verdictOf = (statement: PolicyStatement, principal: string | null = ROLE): string => {
  const verdict = judgeStatement(statement, principal);
  return verdict.kind === 'refused' ? verdict.code : 'passed';
};

/** An action that a pattern of a list matches: its stars stand for something. */
const exampleOf = (pattern: string): string => pattern.replaceAll('*', 'x');

/**
 * Enough alone to take over another principal or to blind what watches it, written down again from
 * the sources and not from the list. Sources: DataDog/pathfinding.cloud, salesforce/cloudsplaining.
 */
const ENOUGH_ALONE =
  `iam:AddUserToGroup iam:AttachUserPolicy iam:AttachGroupPolicy iam:AttachRolePolicy
  iam:PutUserPolicy iam:PutGroupPolicy iam:PutRolePolicy iam:CreatePolicyVersion
  iam:SetDefaultPolicyVersion iam:CreateAccessKey iam:CreateLoginProfile iam:UpdateLoginProfile
  iam:UpdateAssumeRolePolicy iam:CreateRole iam:PutRolePermissionsBoundary
  iam:DeleteRolePermissionsBoundary iam:PutUserPermissionsBoundary iam:DeleteUserPermissionsBoundary
  iam:CreateSAMLProvider iam:UpdateSAMLProvider iam:CreateOpenIDConnectProvider
  iam:UpdateOpenIDConnectProviderThumbprint iam:AddClientIDToOpenIDConnectProvider
  iam:DeactivateMFADevice iam:CreateServiceSpecificCredential iam:ResetServiceSpecificCredential
  iam:UploadSSHPublicKey iam:UploadSigningCertificate iam:TagRole iam:TagUser iam:UntagRole
  iam:DeleteRolePolicy iam:DetachRolePolicy iam:DetachUserPolicy iam:RemoveUserFromGroup
  sts:AssumeRole sts:AssumeRoleWithWebIdentity lambda:UpdateFunctionCode glue:UpdateDevEndpoint
  cloudformation:UpdateStack codebuild:StartBuild codebuild:StartBuildBatch apprunner:UpdateService
  sagemaker:CreatePresignedNotebookInstanceUrl ssm:SendCommand ssm:StartSession
  ssm:CreateAssociation organizations:DetachPolicy organizations:LeaveOrganization
  sso:CreateAccountAssignment sso:PutInlinePolicyToPermissionSet account:CloseAccount
  kms:PutKeyPolicy kms:CreateGrant cloudtrail:StopLogging cloudtrail:DeleteTrail
  cloudtrail:PutEventSelectors config:StopConfigurationRecorder guardduty:DeleteDetector
  securityhub:DisableSecurityHub ram:CreateResourceShare lakeformation:GrantPermissions`.split(
    /\s+/,
  );

const COMPLETES_A_PATH = `iam:PassRole ecs:RegisterTaskDefinition ecs:RunTask ecs:StartTask
  ecs:CreateService ecs:ExecuteCommand ec2:RunInstances ec2:RequestSpotInstances
  ec2:ModifyInstanceAttribute ec2:CreateLaunchTemplateVersion ec2:ModifyLaunchTemplate
  ec2-instance-connect:SendSSHPublicKey lambda:CreateFunction lambda:AddPermission
  lambda:CreateEventSourceMapping cloudformation:CreateStack cloudformation:CreateStackSet
  cloudformation:CreateStackInstances cloudformation:UpdateStackSet cloudformation:CreateChangeSet
  cloudformation:ExecuteChangeSet codebuild:CreateProject glue:CreateDevEndpoint glue:CreateJob
  glue:UpdateJob glue:StartJobRun glue:CreateTrigger sagemaker:CreateNotebookInstance
  sagemaker:CreateTrainingJob sagemaker:CreateProcessingJob
  sagemaker:CreateNotebookInstanceLifecycleConfig datapipeline:CreatePipeline
  datapipeline:PutPipelineDefinition apprunner:CreateService
  bedrock-agentcore:CreateCodeInterpreter bedrock-agentcore:InvokeCodeInterpreter`.split(/\s+/);

const odd = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) =>
      Array.from(text, (c, i) => (upper[i] ? c.toUpperCase() : c.toLowerCase())).join(''),
    );

describe('domain/policy/guardrails', () => {
  describe('refuses what raises its holder’s own permissions', () => {
    it.each(ENOUGH_ALONE)('%s, which is enough alone', (action) => {
      expect(riskOf(allow(action)).tier).toBe(0);
      expect(verdictOf(allow(action, ROLE))).toBe('privilege-escalation');
    });

    it.each(COMPLETES_A_PATH)('%s, which completes a path', (action) => {
      expect(riskOf(allow(action)).tier).toBe(1);
      expect(verdictOf(allow(action, ROLE))).toBe('privilege-escalation');
    });

    it('for every row of the lists, alone and among harmless actions, in any letters', () => {
      const listed = [...TIER_0_ACTIONS, ...TIER_1_ACTIONS].map(exampleOf);
      const risky = fc.constantFrom(...listed).chain(odd);

      fc.assert(
        fc.property(risky, fc.boolean(), (action, isFirst) => {
          const actions = isFirst ? [action, 'dynamodb:Scan'] : ['dynamodb:Scan', action];
          expect(verdictOf(allow(action))).toBe('privilege-escalation');
          expect(verdictOf(allow(actions))).toBe('privilege-escalation');
        }),
        { numRuns: 500 },
      );
    });

    it('whatever is done to the name', () => {
      const action = fc.constantFrom(...ENOUGH_ALONE, ...COMPLETES_A_PATH);
      const disguise = fc.constantFrom<(text: string) => string>(
        (text) => ` ${text}`,
        (text) => `${text} `,
        (text) => `${text}\n`,
        (text) => text.replace(':', ': '),
        (text) => text.replace(':', '::'),
        (text) => text.replace('e', '?'),
        (text) => text.replace('e', '*'),
        (text) => `${text.slice(0, -1)}*`,
        (text) => `*${text}`,
        (text) => `${text}\u200b`,
        (text) => text.replace('i', '\u0456'),
        (text) => text.replace(':', '\uff1a'),
        () => '*',
        () => '*:*',
      );

      fc.assert(
        fc.property(action, disguise, (name, disguised) => {
          expect(verdictOf(allow(disguised(name)))).not.toBe('passed');
        }),
        { numRuns: 500 },
      );
    });

    it('even where it is not known who would receive it', () => {
      expect(verdictOf(allow('iam:PassRole', ROLE), null)).toBe('privilege-escalation');
    });
  });

  describe('refuses an action', () => {
    it.each([
      ['s3:*', 'wildcard-action'],
      ['s3:Get*', 'wildcard-action'],
      ['s3:GetObjec?', 'wildcard-action'],
      ['*', 'unknown-action'],
      ['s3', 'unknown-action'],
      ['s3:', 'unknown-action'],
      [':GetObject', 'unknown-action'],
      ['', 'unknown-action'],
      ['s*:GetObject', 'unknown-action'],
      ['s3:Get Object', 'unknown-action'],
      ['s3:GetObject,s3:PutObject', 'unknown-action'],
    ])('%j as %s', (action, code) => {
      expect(verdictOf(allow(action))).toBe(code);
      expect(verdictOf(allow(['dynamodb:Scan', action]))).toBe(code);
    });

    it('that is not named at all', () => {
      expect(verdictOf(allow([]))).toBe('unknown-action');
      expect(verdictOf({ Effect: 'Allow', NotAction: 's3:*', Resource: TABLE })).toBe(
        'unknown-action',
      );
    });
  });

  describe('refuses a resource', () => {
    it.each([
      ['*', 'wildcard-resource'],
      ['arn:aws:dynamodb:eu-west-1:111122223333:table/*', 'wildcard-resource'],
      ['arn:aws:dynamodb:eu-west-1:111122223333:*', 'wildcard-resource'],
      ['arn:aws:dynamodb:eu-west-1:111122223333:table/*/index/by-day', 'wildcard-resource'],
      ['arn:aws:logs:eu-west-1:111122223333:log-group:*', 'wildcard-resource'],
      ['arn:aws:apigateway:eu-west-1::/restapis/*', 'wildcard-resource'],
      // Types of two words: all load balancers of one kind.
      [
        'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/*',
        'wildcard-resource',
      ],
      [
        'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/*/*',
        'wildcard-resource',
      ],
      ['arn:aws:guardduty:eu-west-1:111122223333:detection-rule/custom/*', 'wildcard-resource'],
      ['arn:aws:s3:::*', 'wildcard-resource'],
      ['arn:aws:s3:::*/orders', 'wildcard-resource'],
      ['arn:aws:s3:eu-west-1:111122223333:accesspoint/*', 'wildcard-resource'],
      // A wildcard that is not a whole segment is nobody's name for anything.
      ['arn:aws:s3:::o*', 'wildcard-resource'],
      ['arn:aws:s3:::orders/a?', 'wildcard-resource'],
      ['arn:aws:dynamodb:eu-west-1:111122223333:table/ord*', 'wildcard-resource'],
      ['arn:aws:dynamodb:*:111122223333:table/orders', 'wildcard-resource'],
      ['arn:aws:dynamodb:eu-west-1:*:table/orders', 'wildcard-resource'],
      ['arn:aws:dynamodb:eu-west-1:11112222333?:table/orders', 'wildcard-resource'],
      ['arn:aws:*:eu-west-1:111122223333:table/orders', 'wildcard-resource'],
      ['arn:*:dynamodb:eu-west-1:111122223333:table/orders', 'wildcard-resource'],
      ['arn:aws:dynamodb:eu-west-1:444455556666:table/orders', 'cross-account-resource'],
      // IAM completes a short ARN with wildcards.
      ['arn:aws:dynamodb', 'malformed-resource'],
      ['arn:aws:dynamodb:eu-west-1:111122223333', 'malformed-resource'],
      ['arn:aws:dynamodb:eu-west-1:111122223333:', 'malformed-resource'],
      ['orders', 'malformed-resource'],
      ['', 'malformed-resource'],
      [' *', 'malformed-resource'],
      ['**', 'malformed-resource'],
      ['ARN:aws:s3:::orders/a', 'malformed-resource'],
      ['arn:aws:s3:::orders/\u20ac', 'malformed-resource'],
      ['arn:aws:s3:::orders/\ud83d\ude00', 'malformed-resource'],
      ['arn:aws:s3:::orders/\u0007', 'malformed-resource'],
      // A policy variable is another resource in every request.
      ['arn:aws:s3:::orders/${aws:username}', 'malformed-resource'],
      ['arn:aws:s3:::${aws:PrincipalTag/team}/a', 'malformed-resource'],
      ['arn:aws:s3:::orders/${${*}', 'malformed-resource'],
    ])('%j as %s', (resource, code) => {
      expect(verdictOf(allow('dynamodb:PutItem', resource))).toBe(code);
      expect(verdictOf(allow('dynamodb:PutItem', [TABLE, resource]))).toBe(code);
    });

    it('that is not named at all', () => {
      expect(verdictOf(allow('dynamodb:Scan', []))).toBe('wildcard-resource');
      expect(verdictOf({ Effect: 'Allow', Action: 's3:GetObject', NotResource: TABLE })).toBe(
        'wildcard-resource',
      );
    });
  });

  it.each([
    ['dynamodb:Scan', TABLE],
    ['dynamodb:Query', `${TABLE}/index/*`],
    [
      'elasticloadbalancing:AddTags',
      'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/*',
    ],
    ['s3:PutObject', 'arn:aws:s3:::orders/*'],
    ['s3:PutObject', 'arn:aws:s3:::orders/year=2026/${*}'],
    ['s3:GetObject', 'arn:aws:s3:::orders/\u00e9t\u00e9'],
    ['s3:ListBucket', 'arn:aws:s3:::orders'],
    ['s3:GetObject', 'arn:aws:s3:eu-west-1:111122223333:accesspoint/own/object/*'],
    ['logs:PutLogEvents', 'arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/orders:*'],
    ['logs:PutLogEvents', 'arn:aws-cn:logs:cn-north-1:111122223333:log-group:a:log-stream:b'],
    ['ec2:DescribeInstances', '*'],
    ['ecr:GetAuthorizationToken', '*'],
    ['ECR:getauthorizationtoken', '*'],
  ])('lets %s on %s pass', (action, resource) => {
    expect(verdictOf(allow(action, resource))).toBe('passed');
  });

  it('lets `*` pass only where every action has no resource of its own', () => {
    const listed = OPTIONAL_RESOURCE_ACTIONS.map(exampleOf);

    expect(listed.map((action) => verdictOf(allow(action, '*')))).not.toContain(
      'wildcard-resource',
    );
    expect(verdictOf(allow(['ecr:GetAuthorizationToken', 'ecr:BatchGetImage'], '*'))).toBe(
      'wildcard-resource',
    );
  });

  it.each([
    [ROLE, TABLE, 'passed'],
    [null, 'arn:aws:dynamodb:eu-west-1:444455556666:table/orders', 'passed'],
    [ROLE, 'arn:aws:s3:::orders-of-nobody-knows/a', 'passed'],
    ['arn:aws:iam::444455556666:role/other', TABLE, 'cross-account-resource'],
  ])('judges the account of %s and %s: %s', (principal, resource, verdict) => {
    expect(verdictOf(allow('dynamodb:Scan', resource), principal)).toBe(verdict);
  });

  describe('gives the risk', () => {
    it.each<[0 | 1 | 2 | 3 | 4, string]>([
      [2, 'secretsmanager:GetSecretValue'],
      [2, 'ssm:GetParametersByPath'],
      [2, 'kms:Decrypt'],
      [2, 's3:PutBucketPolicy'],
      [2, 'sqs:AddPermission'],
      [2, 'iam:ListRoles'],
      [2, 'sts:GetFederationToken'],
      [3, 'dynamodb:PutItem'],
      [3, 's3:DeleteObject'],
      [3, 'sqs:SendMessage'],
      [4, 'dynamodb:GetItem'],
      [4, 's3:ListBucket'],
      [4, 'DYNAMODB:SCAN'],
      [4, 'ec2:DescribeInstances'],
    ])('tier %i to %s', (tier, action) => {
      const verdict = judgeStatement(allow(action), ROLE);

      expect(verdict).toMatchObject({ kind: 'passed', risk: { tier } });
      expect(verdict.risk.reasons).toHaveLength(1);
    });

    it('of the most dangerous action, and names it', () => {
      const risk = riskOf(allow(['dynamodb:GetItem', 'kms:Decrypt', 'dynamodb:PutItem']));

      expect(risk).toEqual({
        tier: 2,
        reasons: ['kms:Decrypt: hands out secrets or opens a resource to others'],
      });
    });

    it('for every row of the list of tier 2', () => {
      const tiers = TIER_2_ACTIONS.map((pattern) =>
        // A pattern of any service stands here for an ordinary one.
        riskOf(allow(pattern.replace(/^\*:/, 'sqs:').replaceAll('*', 'x'))),
      );

      expect(tiers.map(({ tier }) => tier)).toEqual(TIER_2_ACTIONS.map(() => 2));
    });

    it('also of what is refused', () => {
      expect(judgeStatement(allow('iam:PassRole', ROLE), ROLE)).toMatchObject({
        kind: 'refused',
        risk: { tier: 1 },
      });
    });
  });

  it('keeps every list in small letters, in which actions are compared', () => {
    const lists = [
      TIER_0_ACTIONS,
      TIER_1_ACTIONS,
      TIER_2_ACTIONS,
      OPTIONAL_RESOURCE_ACTIONS,
    ].flat();

    expect(lists.filter((row) => !/^[a-z0-9*-]+:[a-z0-9*]+$/.test(row))).toEqual([]);
    expect(lists.filter((row, i) => lists.indexOf(row) !== i)).toEqual([]);
  });
});
