/** Actions that together raise their holder's permissions: all of them are needed. `source` is where it is published. */
export type EscalationPath = {
  readonly id: string;
  readonly actions: readonly string[];
  readonly source: string;
};

/**
 * DataDog/pathfinding.cloud, `data/paths/aws`, as of 2026-09 (Apache-2.0): the permissions that each
 * path requires, under its own id. A path that is published with fewer helpers elsewhere is listed below.
 */
const PATHFINDING = `
apprunner-001 iam:PassRole apprunner:CreateService
apprunner-002 apprunner:UpdateService
batch-001 iam:PassRole batch:RegisterJobDefinition batch:SubmitJob
batch-002 batch:SubmitJob
batch-003 iam:PassRole batch:CreateComputeEnvironment batch:CreateJobQueue batch:RegisterJobDefinition batch:SubmitJob
bedrock-001 iam:PassRole bedrock-agentcore:CreateCodeInterpreter bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter
bedrock-002 bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter
bedrock-003 iam:PassRole bedrock-agentcore:CreateAgentRuntime bedrock-agentcore:CreateAgentRuntimeEndpoint bedrock-agentcore:CreateWorkloadIdentity bedrock-agentcore:InvokeAgentRuntimeCommand
bedrock-004 bedrock-agentcore:InvokeAgentRuntimeCommand
bedrock-005 iam:PassRole bedrock-agentcore:CreateHarness bedrock-agentcore:CreateAgentRuntime bedrock-agentcore:CreateAgentRuntimeEndpoint bedrock-agentcore:CreateWorkloadIdentity bedrock-agentcore:GetAgentRuntime bedrock-agentcore:GetHarness bedrock-agentcore:InvokeAgentRuntimeCommand
bedrock-006 iam:PassRole bedrock-agentcore:CreateBrowser bedrock-agentcore:StartBrowserSession bedrock-agentcore:ConnectBrowserAutomationStream
bedrock-007 bedrock-agentcore:StartBrowserSession bedrock-agentcore:ConnectBrowserAutomationStream
braket-001 iam:PassRole braket:CreateJob
cloudformation-001 iam:PassRole cloudformation:CreateStack
cloudformation-002 cloudformation:UpdateStack
cloudformation-003 iam:PassRole cloudformation:CreateStackSet cloudformation:CreateStackInstances
cloudformation-004 iam:PassRole cloudformation:UpdateStackSet
cloudformation-005 cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet
codebuild-001 iam:PassRole codebuild:CreateProject codebuild:StartBuild
codebuild-002 codebuild:StartBuild
codebuild-003 codebuild:StartBuildBatch
codebuild-004 iam:PassRole codebuild:CreateProject codebuild:StartBuildBatch
codedeploy-001 codedeploy:CreateDeployment codedeploy:RegisterApplicationRevision codedeploy:GetDeploymentConfig
cognitoidentity-001 iam:PassRole cognito-identity:SetIdentityPoolRoles
datapipeline-001 iam:PassRole datapipeline:CreatePipeline datapipeline:PutPipelineDefinition datapipeline:ActivatePipeline
ec2-001 iam:PassRole ec2:RunInstances
ec2-002 ec2:ModifyInstanceAttribute ec2:StopInstances ec2:StartInstances
ec2-003 ec2-instance-connect:SendSSHPublicKey
ec2-004 iam:PassRole ec2:RequestSpotInstances
ec2-005 ec2:CreateLaunchTemplateVersion ec2:ModifyLaunchTemplate
ecs-001 iam:PassRole ecs:CreateCluster ecs:RegisterTaskDefinition ecs:CreateService
ecs-002 iam:PassRole ecs:CreateCluster ecs:RegisterTaskDefinition ecs:RunTask
ecs-003 iam:PassRole ecs:RegisterTaskDefinition ecs:CreateService
ecs-004 iam:PassRole ecs:RegisterTaskDefinition ecs:RunTask
ecs-005 iam:PassRole ecs:RegisterTaskDefinition ecs:StartTask
ecs-006 ecs:ExecuteCommand ecs:DescribeTasks
ecs-007 iam:PassRole ecs:StartTask ecs:RegisterContainerInstance
ecs-008 iam:PassRole ecs:RunTask
ecs-009 iam:PassRole ecs:StartTask
emr-001 iam:PassRole elasticmapreduce:RunJobFlow
emrserverless-001 iam:PassRole emr-serverless:CreateApplication emr-serverless:StartJobRun
gamelift-001 iam:PassRole gamelift:CreateBuild gamelift:RequestUploadCredentials gamelift:CreateFleet
glue-001 iam:PassRole glue:CreateDevEndpoint
glue-002 glue:UpdateDevEndpoint
glue-003 iam:PassRole glue:CreateJob glue:StartJobRun
glue-004 iam:PassRole glue:CreateJob glue:CreateTrigger
glue-005 iam:PassRole glue:UpdateJob glue:StartJobRun
glue-006 iam:PassRole glue:UpdateJob glue:CreateTrigger
glue-007 iam:PassRole glue:CreateSession glue:RunStatement
iam-001 iam:CreatePolicyVersion
iam-002 iam:CreateAccessKey
iam-003 iam:CreateAccessKey iam:DeleteAccessKey
iam-004 iam:CreateLoginProfile
iam-005 iam:PutRolePolicy
iam-006 iam:UpdateLoginProfile
iam-007 iam:PutUserPolicy
iam-008 iam:AttachUserPolicy
iam-009 iam:AttachRolePolicy
iam-010 iam:AttachGroupPolicy
iam-011 iam:PutGroupPolicy
iam-012 iam:UpdateAssumeRolePolicy
iam-013 iam:AddUserToGroup
iam-014 iam:AttachRolePolicy sts:AssumeRole
iam-015 iam:AttachUserPolicy iam:CreateAccessKey
iam-016 iam:CreatePolicyVersion sts:AssumeRole
iam-017 iam:PutRolePolicy sts:AssumeRole
iam-018 iam:PutUserPolicy iam:CreateAccessKey
iam-019 iam:AttachRolePolicy iam:UpdateAssumeRolePolicy
iam-020 iam:CreatePolicyVersion iam:UpdateAssumeRolePolicy
iam-021 iam:PutRolePolicy iam:UpdateAssumeRolePolicy
imagebuilder-001 iam:PassRole imagebuilder:CreateComponent imagebuilder:CreateImageRecipe imagebuilder:CreateInfrastructureConfiguration imagebuilder:CreateImage
kinesisanalytics-001 iam:PassRole kinesisanalytics:CreateApplication kinesisanalytics:StartApplication
lambda-001 iam:PassRole lambda:CreateFunction lambda:InvokeFunction
lambda-002 iam:PassRole lambda:CreateFunction lambda:CreateEventSourceMapping
lambda-003 lambda:UpdateFunctionCode
lambda-004 lambda:UpdateFunctionCode lambda:InvokeFunction
lambda-005 lambda:UpdateFunctionCode lambda:AddPermission
lambda-006 iam:PassRole lambda:CreateFunction lambda:AddPermission
omics-001 iam:PassRole omics:CreateWorkflow omics:StartRun s3:GetObject
sagemaker-001 iam:PassRole sagemaker:CreateNotebookInstance
sagemaker-002 iam:PassRole sagemaker:CreateTrainingJob
sagemaker-003 iam:PassRole sagemaker:CreateProcessingJob
sagemaker-004 sagemaker:CreatePresignedNotebookInstanceUrl
sagemaker-005 sagemaker:CreateNotebookInstanceLifecycleConfig sagemaker:StopNotebookInstance sagemaker:UpdateNotebookInstance sagemaker:StartNotebookInstance
ssm-001 ssm:StartSession
ssm-002 ssm:SendCommand
ssm-003 iam:PassRole ssm:CreateDocument ssm:StartAutomationExecution
sts-001 sts:AssumeRole
amplify-001 iam:PassRole amplify:CreateApp amplify:CreateBranch amplify:StartJob`;

/** salesforce/cloudsplaining, `shared/constants.py` (BSD-3-Clause): what differs from the rows above. */
const CLOUDSPLAINING = `
SetExistingDefaultPolicyVersion iam:SetDefaultPolicyVersion
PassExistingRoleToNewLambdaThenTriggerWithNewDynamo iam:PassRole lambda:CreateFunction lambda:CreateEventSourceMapping dynamodb:CreateTable dynamodb:PutItem
PassExistingRoleToNewDataPipeline iam:PassRole datapipeline:CreatePipeline
EC2InstanceConnectSendSSHPublicKey ec2-instance-connect:SendSSHPublicKey ec2:DescribeInstances`;

/** prowler-cloud/prowler, `iam/lib/privilege_escalation.py` (Apache-2.0): what differs from the rows above. */
const PROWLER = `
AssumeRole+UpdateAssumeRolePolicy sts:AssumeRole iam:UpdateAssumeRolePolicy
lambda:UpdateFunctionConfiguration lambda:UpdateFunctionConfiguration
PassRole+CodeStar iam:PassRole codestar:CreateProject
PassRole+CreateAutoScaling iam:PassRole autoscaling:CreateAutoScalingGroup autoscaling:CreateLaunchConfiguration
PassRole+UpdateAutoScaling iam:PassRole autoscaling:UpdateAutoScalingGroup autoscaling:CreateLaunchConfiguration
PassRole+ECS+StartTask iam:PassRole ecs:StartTask ecs:RegisterContainerInstance ecs:DeregisterContainerInstance
PassRole+AgentCoreCreateInterpreter+InvokeInterpreter iam:PassRole bedrock-agentcore:CreateCodeInterpreter bedrock-agentcore:InvokeCodeInterpreter`;

/**
 * Our own, by the same reasoning: what runs code or hands out credentials under a role that its caller
 * passes. IAM User Guide, "Grant a user permissions to pass a role to an AWS service", with each service's
 * page of the Service Authorization Reference.
 */
const ADDED = `
ec2-create-fleet iam:PassRole ec2:CreateLaunchTemplate ec2:CreateFleet
ec2-spot-fleet iam:PassRole ec2:RequestSpotFleet
ec2-associate-profile iam:PassRole ec2:AssociateIamInstanceProfile
ec2-replace-profile iam:PassRole ec2:ReplaceIamInstanceProfileAssociation
ec2-profile-role iam:PassRole iam:AddRoleToInstanceProfile
autoscaling-template iam:PassRole ec2:CreateLaunchTemplate autoscaling:CreateAutoScalingGroup
cloudformation-continue iam:PassRole cloudformation:ContinueUpdateRollback
ecs-update-service iam:PassRole ecs:RegisterTaskDefinition ecs:UpdateService
eks-access-entry eks:CreateAccessEntry eks:AssociateAccessPolicy
eks-pod-identity iam:PassRole eks:CreatePodIdentityAssociation
events-target iam:PassRole events:PutRule events:PutTargets
lambda-new-role iam:PassRole lambda:UpdateFunctionConfiguration
rolesanywhere iam:PassRole rolesanywhere:CreateTrustAnchor rolesanywhere:CreateProfile
scheduler-target iam:PassRole scheduler:CreateSchedule
ssm-existing-runbook iam:PassRole ssm:StartAutomationExecution
states-machine iam:PassRole states:CreateStateMachine states:StartExecution
sts-tagged-session sts:AssumeRole sts:TagSession`;

/** Every published path that the guardrails know. A floor: no configuration removes a row. */
export const ESCALATION_PATHS: readonly EscalationPath[] = Object.freeze([
  ...toPaths(PATHFINDING, (id) => `https://pathfinding.cloud/paths/${id}`),
  ...toPaths(CLOUDSPLAINING, () => 'https://github.com/salesforce/cloudsplaining'),
  ...toPaths(PROWLER, () => 'https://github.com/prowler-cloud/prowler'),
  ...toPaths(
    ADDED,
    () => 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
  ),
]);

function toPaths(rows: string, sourceOf: (id: string) => string): readonly EscalationPath[] {
  return rows
    .trim()
    .split('\n')
    .map((row) => {
      const [id = '', ...actions] = row.split(' ');
      return { id, actions, source: sourceOf(id) };
    });
}
