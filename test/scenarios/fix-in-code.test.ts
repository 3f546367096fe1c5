import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { runCli } from '../../src/cli/run-cli.ts';
import { anIo } from '../builders/an-io.ts';

// Teams write the policies of their roles in four styles; each denial ends as the smallest difference in their own files.

const REPOSITORIES = fileURLToPath(new URL('../fixtures/repositories/', import.meta.url));

function aCopy(name: string): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'rolemender-fix-')));
  cpSync(join(REPOSITORIES, name), root, { recursive: true });
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.stack'))
      renameSync(join(root, file), join(root, file.replace(/\.stack$/, '.ts')));
  }
  return root;
}

type Row = readonly [role: string, action: string, resource: string];

function aDenial([role, action, resource]: Row): string {
  return `User: arn:aws:sts::111122223333:assumed-role/${role}/0a1b2c3d is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action\n`;
}

async function fix(root: string, rows: readonly Row[], ...options: readonly string[]) {
  const { io, stdout, stderr } = anIo({ stdin: rows.map(aDenial).join('') });
  const code = await runCli(['fix', '--repo', root, ...options, '-'], io);
  return { code, stdout: stdout(), stderr: stderr() };
}

/** The lines that come and go, without their places. */
function changesOf(output: string): readonly string[] {
  return output.split('\n').filter((line) => /^[-+]/.test(line));
}

describe('scenarios/fix-in-code', () => {
  it('one large policy in Terraform grows where its tables, speech and logs are spoken of', async () => {
    const root = aCopy('terraform-one-policy');
    const rows: readonly Row[] = [
      [
        'backend-task-role',
        'dynamodb:Query',
        'arn:aws:dynamodb:us-east-1:111122223333:table/sessions',
      ],
      ['backend-task-role', 's3:GetObject', 'arn:aws:s3:::backend-uploads/a/b.wav'],
    ];

    const { code, stdout } = await fix(root, rows);

    expect(changesOf(stdout)).toMatchInlineSnapshot(`
[
  "--- a/terraform/iam.tf",
  "+++ b/terraform/iam.tf",
  "+          "dynamodb:Query",",
  "+      },",
  "+      {",
  "+        Sid      = "AllowS3GetObject"",
  "+        Effect   = "Allow"",
  "+        Action   = ["s3:GetObject"]",
  "+        Resource = "\${aws_s3_bucket.uploads.arn}/a/b.wav"",
]
`);
    expect(code).toBe(0);
    await expectDone(root, rows);
  });

  it('a policy file that Terraform and CDK read is edited itself, and the other role’s is not', async () => {
    const root = aCopy('json-three-tools');
    const rows: readonly Row[] = [
      [
        'voiceTaskRole',
        'bedrock:InvokeModelWithResponseStream',
        'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-sonic-v1:0',
      ],
      [
        'voiceTaskExecutionRole',
        'ecr:BatchGetImage',
        'arn:aws:ecr:us-east-1:111122223333:repository/voice',
      ],
    ];

    const { code, stdout } = await fix(root, rows);

    expect(changesOf(stdout)).toMatchInlineSnapshot(`
[
  "--- a/iam/task-execution-role.json",
  "+++ b/iam/task-execution-role.json",
  "+        },",
  "+        {",
  "+            "Effect": "Allow",",
  "+            "Action": ["ecr:BatchGetImage"],",
  "+            "Resource": "arn:aws:ecr:us-east-1:111122223333:repository/voice"",
  "--- a/iam/task-role.json",
  "+++ b/iam/task-role.json",
  "-                "bedrock:InvokeModel"",
  "+                "bedrock:InvokeModel",",
  "+                "bedrock:InvokeModelWithResponseStream"",
]
`);
    expect(code).toBe(0);
    await expectDone(root, rows);
  });

  it('a CDK stack gets the missing actions in the statement of its task role', async () => {
    const root = aCopy('cdk-stack');
    const role = 'JobsStack-WorkerTaskRole1A2B3C4D-XYZ123abcDEF';
    const table = 'arn:aws:dynamodb:us-east-1:111122223333:table/ml-jobs';
    const rows: readonly Row[] = [
      [role, 'dynamodb:Scan', table],
      [role, 'dynamodb:Query', `${table}/index/by-state`],
      [role, 'dynamodb:DescribeTable', table],
    ];

    const { code, stdout } = await fix(root, rows);

    expect(changesOf(stdout)).toMatchInlineSnapshot(`
[
  "--- a/lib/jobs.ts",
  "+++ b/lib/jobs.ts",
  "+          'dynamodb:Scan',",
  "+          'dynamodb:DescribeTable',",
  "+    definition.addToTaskRolePolicy(",
  "+      new iam.PolicyStatement({",
  "+        sid: 'AllowDynamodbQuery',",
  "+        actions: ['dynamodb:Query'],",
  "+        resources: [\`\${jobs.tableArn}/index/by-state\`],",
  "+      }),",
  "+    );",
]
`);
    expect(code).toBe(0);
    await expectDone(root, rows);
  });

  it('a Serverless service keeps its intrinsics and comments', async () => {
    const root = aCopy('serverless-yaml');
    const rows: readonly Row[] = [
      ['uploads-role', 's3:ListBucketVersions', 'arn:aws:s3:::team-uploads'],
    ];

    const { code, stdout } = await fix(root, rows);

    expect(changesOf(stdout)).toMatchInlineSnapshot(`
[
  "--- a/serverless.yml",
  "+++ b/serverless.yml",
  "+            - s3:ListBucketVersions",
]
`);
    expect(code).toBe(0);
    await expectDone(root, rows);
  });

  it('leaves every repository as it was until it is told to write', async () => {
    const root = aCopy('serverless-yaml');

    await fix(root, [['uploads-role', 's3:PutObject', 'arn:aws:s3:::team-uploads/a']]);

    const text = readFileSync(join(root, 'serverless.yml'), 'utf8');
    expect(text).toBe(readFileSync(join(REPOSITORIES, 'serverless-yaml/serverless.yml'), 'utf8'));
  });

  async function expectDone(root: string, rows: readonly Row[]): Promise<void> {
    expect((await fix(root, rows, '--write')).code).toBe(0);
    const again = await fix(root, rows, '--write');
    expect(again.code).toBe(0);
    expect(changesOf(again.stdout)).toEqual([]);
    expect(again.stdout).toContain('grants it already');
  }
});
