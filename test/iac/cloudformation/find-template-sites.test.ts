import { describe, expect, it } from '@jest/globals';
import type { SourceMap } from '../../../src/iac/editor.ts';
import { yamlEditor } from '../../../src/iac/yaml/yaml-editor.ts';

const map = async (text: string): Promise<SourceMap> =>
  await yamlEditor.map({ path: 'infra/app.yaml', text });
const DOCUMENT =
  '{ Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] }';

describe('iac/cloudformation/find-template-sites', () => {
  it('maps inline policies to their role, by its name or the name that will be made up', async () => {
    const { policies, roles } = await map(`
Resources:
  Task:
    Type: AWS::IAM::Role
    Properties:
      Path: /app/
      RoleName: orders-task
      Policies:
        - { PolicyName: one, PolicyDocument: ${DOCUMENT} }
        - { PolicyName: !Sub "\${AWS::StackName}-two", PolicyDocument: ${DOCUMENT} }
  Execution:
    Type: AWS::IAM::Role
    Properties:
      Policies: !If [IsProd, [], []]
  Stage:
    Type: AWS::IAM::Role
    Properties: { RoleName: !Sub "\${AWS::StackName}-stage" }
`);

    expect(roles.map(({ address, name }) => [address, name])).toEqual([
      ['Task', { kind: 'literal', value: 'orders-task' }],
      [
        'Execution',
        { kind: 'expression', source: 'Execution', arn: 'arn:*:iam::*:role/*-Execution-*' },
      ],
      ['Stage', { kind: 'expression', source: 'Stage', arn: 'arn:*:iam::*:role/*-stage' }],
    ]);
    const task = { kind: 'expression', source: 'Task', arn: 'arn:*:iam::*:role/app/orders-task' };
    expect(policies).toEqual([
      {
        address: 'Task.Policies[0]',
        place: { path: 'infra/app.yaml', line: 9 },
        name: { kind: 'literal', value: 'one' },
        roles: [task],
        document: { kind: 'here' },
      },
      {
        address: 'Task.Policies[1]',
        place: { path: 'infra/app.yaml', line: 10 },
        name: { kind: 'expression', source: '${AWS::StackName}-two', arn: null },
        roles: [task],
        document: { kind: 'here' },
      },
      {
        address: 'Execution.Policies',
        place: { path: 'infra/app.yaml', line: 14 },
        name: null,
        roles: [
          { kind: 'expression', source: 'Execution', arn: 'arn:*:iam::*:role/*-Execution-*' },
        ],
        document: { kind: 'unsupported', reason: 'template-directive' },
      },
    ]);
  });

  it('joins policies that stand alone with the roles that they name or that attach them', async () => {
    const { policies } = await map(`
Resources:
  A: { Type: AWS::IAM::Policy, Properties: { PolicyName: a, Roles: [!Ref Task, other], PolicyDocument: ${DOCUMENT} } }
  B: { Type: AWS::IAM::RolePolicy, Properties: { PolicyName: b, RoleName: !Ref Task, PolicyDocument: ${DOCUMENT} } }
  C: { Type: AWS::IAM::ManagedPolicy, Properties: { ManagedPolicyName: c, PolicyDocument: ${DOCUMENT} } }
  Task: { Type: AWS::IAM::Role, Properties: { RoleName: task, ManagedPolicyArns: [!Ref C, "arn:aws:iam::aws:policy/ReadOnlyAccess"] } }
  D: { Type: AWS::S3::BucketPolicy, Properties: { PolicyDocument: ${DOCUMENT} } }
`);

    const task = { kind: 'expression', source: 'Task', arn: null };
    expect(policies.map(({ address, name, roles }) => [address, name, roles])).toEqual([
      ['A', { kind: 'literal', value: 'a' }, [task, { kind: 'literal', value: 'other' }]],
      ['B', { kind: 'literal', value: 'b' }, [task]],
      ['C', { kind: 'literal', value: 'c' }, [task]],
    ]);
  });

  it('tells the ARNs of resources with a name in the template, and no others', async () => {
    const { resources } = await map(`
Resources:
  Jobs: { Type: AWS::DynamoDB::Table, Properties: { TableName: jobs } }
  Made: { Type: AWS::DynamoDB::Table, Properties: {} }
  Files: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub "\${Jobs}-files" } }
  Staged: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub "\${AWS::Region}-files" } }
  Given: { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref QueueName } }
  Work: { Type: AWS::SQS::Queue, Properties: { QueueName: !Join ["-", [work, !Ref Jobs]] } }
  Key: { Type: AWS::SSM::Parameter, Properties: { Name: /app/key } }
  Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /app } }
`);

    expect(resources).toEqual([
      { address: 'Jobs', arn: 'arn:*:dynamodb:*:*:table/jobs' },
      { address: 'Files', arn: 'arn:*:s3:::jobs-files' },
      { address: 'Work', arn: 'arn:*:sqs:*:*:work-jobs' },
      { address: 'Key', arn: 'arn:*:ssm:*:*:parameter/app/key' },
      { address: 'Logs', arn: 'arn:*:logs:*:*:log-group:/app' },
    ]);
  });

  it('maps a function of SAM to the role that SAM makes', async () => {
    const { policies, roles } = await map(`
Transform: AWS::Serverless-2016-10-31
Resources:
  Work: { Type: AWS::Serverless::Function, Properties: { Policies: ${DOCUMENT} } }
  Own: { Type: AWS::Serverless::Function, Properties: { Role: !GetAtt R.Arn, Policies: ${DOCUMENT} } }
  Bare: { Type: AWS::Serverless::Function, Properties: { Policies: AWSLambdaBasicExecutionRole } }
`);

    const work = { kind: 'expression', source: 'WorkRole', arn: 'arn:*:iam::*:role/*-WorkRole-*' };
    expect(roles.map(({ address, name }) => [address, name])).toEqual([
      ['WorkRole', work],
      [
        'BareRole',
        { kind: 'expression', source: 'BareRole', arn: 'arn:*:iam::*:role/*-BareRole-*' },
      ],
    ]);
    expect(policies.map(({ address, document }) => [address, document])).toEqual([
      ['Work.Policies', { kind: 'here' }],
      ['Bare.Policies', { kind: 'unsupported', reason: 'grants-only' }],
    ]);
  });

  it('maps a policy that cannot be edited with its reason', async () => {
    const { policies } = await map(`# generated by a script
Resources:
  A: { Type: AWS::IAM::Policy, Properties: { PolicyName: a, PolicyDocument: ${DOCUMENT} } }
`);

    expect(policies.map(({ document }) => document)).toEqual([
      { kind: 'unsupported', reason: 'generated-file' },
    ]);
  });
});
