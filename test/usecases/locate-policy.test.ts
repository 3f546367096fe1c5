import { describe, expect, it } from '@jest/globals';
import type { LocateOutcome, NamedPlace } from '../../src/iac/locate/located-policy.ts';
import { createEditors } from '../../src/iac/registry.ts';
import { createLocatePolicy } from '../../src/usecases/locate-policy.ts';
import {
  aDocumentText,
  aRepository,
  aTerraformPolicy,
  aTerraformRole,
} from '../builders/a-repository.ts';
import { loadWasm } from '../builders/load-wasm.ts';

const editors = createEditors({ loadWasm });
const ROLE = 'arn:aws:iam::111122223333:role/app/orders-api';
const INLINE =
  'jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "*" }] })';

type Case = {
  readonly files: Readonly<Record<string, string>>;
  readonly policyName?: string;
  readonly named?: NamedPlace;
  readonly found: string;
};

async function locate({ files, policyName, named }: Case): Promise<string> {
  const find = createLocatePolicy({ files: aRepository(files), editors });
  const query = { principalArn: ROLE, policyName: policyName ?? null };
  return toText(await find(query, named));
}

function toText(outcome: LocateOutcome): string {
  switch (outcome.kind) {
    case 'located':
      return `${outcome.path}#${outcome.address} ${outcome.format}`;
    case 'ambiguous':
      return `ambiguous ${outcome.places.map(({ path, line }) => `${path}:${line}`).join(' ')}`;
    case 'unsupported':
      return `${outcome.reason} ${outcome.place.path}:${outcome.place.line}`;
    case 'not-found':
      return outcome.kind;
  }
}

const role = aTerraformRole('api', '"orders-api"');
const document = aDocumentText('s3:GetObject');
const template = (name: string, body = '') =>
  `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  ApiRole:\n    Type: AWS::IAM::Role\n    Properties:\n${name}      Policies:\n        - PolicyName: main\n          PolicyDocument:\n            Version: "2012-10-17"\n            Statement:\n              - Effect: Allow\n                Action: s3:GetObject\n                Resource: "*"\n${body}`;
const named = template('      RoleName: orders-api\n');

const CASES: Readonly<Record<string, Case>> = {
  'the only policy of the role, in another file of the module': {
    files: {
      'infra/roles.tf': role,
      'infra/iam.tf': aTerraformPolicy('a', 'aws_iam_role.api.id', INLINE),
    },
    found: 'infra/iam.tf#aws_iam_role_policy.a terraform',
  },
  'nothing in a folder whose role has the same address and another name': {
    files: {
      'infra/roles.tf': role,
      'other/roles.tf': aTerraformRole('api', '"reports"'),
      'other/iam.tf': aTerraformPolicy('a', 'aws_iam_role.api.id', INLINE),
    },
    found: 'not-found',
  },
  'no preference between two policies of one role': {
    files: {
      'm.tf':
        role +
        aTerraformPolicy('a', 'aws_iam_role.api.id', INLINE) +
        aTerraformPolicy('b', 'aws_iam_role.api.id', INLINE),
    },
    found: 'ambiguous m.tf:5 m.tf:10',
  },
  'the one of two policies that the account names': {
    files: {
      'm.tf':
        role +
        aTerraformPolicy('a', 'aws_iam_role.api.id', INLINE) +
        aTerraformPolicy('b', 'aws_iam_role.api.id', INLINE),
    },
    policyName: 'b',
    found: 'm.tf#aws_iam_role_policy.b terraform',
  },
  'no policy of another name than the account says': {
    files: { 'm.tf': role + aTerraformPolicy('a', 'aws_iam_role.api.id', INLINE) },
    policyName: 'other',
    found: 'not-found',
  },
  'the file that a policy reads': {
    files: {
      'infra/m.tf':
        role +
        aTerraformPolicy('a', 'aws_iam_role.api.id', 'file("${path.module}/../iam/task.json")'),
      'iam/task.json': document,
    },
    found: 'iam/task.json# json',
  },
  'one file that two tools read for one role': {
    files: {
      'a/m.tf': role + aTerraformPolicy('a', 'aws_iam_role.api.id', 'file("../iam/task.json")'),
      'b/m.tf': role + aTerraformPolicy('a', '"orders-api"', 'file("../iam/task.json")'),
      'iam/task.json': document,
    },
    found: 'iam/task.json# json',
  },
  'that a file which another role reads too is shared': {
    files: {
      'm.tf':
        role +
        aTerraformPolicy('a', 'aws_iam_role.api.id', 'file("task.json")') +
        aTerraformPolicy('b', '"reports"', 'file("task.json")'),
      'task.json': document,
    },
    found: 'shared-policy m.tf:5',
  },
  'that the file is not in the repository': {
    files: { 'm.tf': role + aTerraformPolicy('a', 'aws_iam_role.api.id', 'file("task.json")') },
    found: 'missing-file m.tf:5',
  },
  'that a path leads out of the repository': {
    files: { 'm.tf': role + aTerraformPolicy('a', 'aws_iam_role.api.id', 'file("../task.json")') },
    found: 'not-expressible m.tf:5',
  },
  'that one managed policy is attached to two roles': {
    files: {
      'm.tf': `${role}${aTerraformRole('web', '"web"')}resource "aws_iam_policy" "p" {\n  name = "p"\n  policy = ${INLINE}\n}\n${['api', 'web'].map((label) => `resource "aws_iam_role_policy_attachment" "${label}" {\n  role = aws_iam_role.${label}.name\n  policy_arn = aws_iam_policy.p.arn\n}\n`).join('')}`,
    },
    found: 'shared-policy m.tf:9',
  },
  'a role of CloudFormation by its name': {
    files: { 'stack.yaml': named },
    found: 'stack.yaml#ApiRole.Policies[0] yaml',
  },
  'no preference between two stacks with that name': {
    files: { 'dev.yaml': named, 'prod.yaml': named },
    found: 'ambiguous dev.yaml:8 prod.yaml:8',
  },
  'a role without a name only where its logical id is in the deployed name': {
    files: { 'stack.yaml': template('') },
    found: 'not-found',
  },
  'a plain file that is named like the policy': {
    files: { 'iam/main.json': document, 'iam/other.json': document },
    policyName: 'main',
    found: 'iam/main.json# json',
  },
  'a plain file that is named like the role': {
    files: { 'iam/orders-api.json': document },
    found: 'iam/orders-api.json# json',
  },
  'no preference between two plain files of that name': {
    files: { 'dev/orders-api.json': document, 'prod/orders-api.json': document },
    found: 'ambiguous dev/orders-api.json:1 prod/orders-api.json:1',
  },
  'no plain file of a name that says nothing': {
    files: { 'iam/policy.json': document },
    found: 'not-found',
  },
  'no role whose name is not told': {
    files: {
      'm.tf':
        aTerraformRole('api', 'var.name') + aTerraformPolicy('a', 'aws_iam_role.api.id', INLINE),
    },
    found: 'not-found',
  },
  'a role whose name is told in part': {
    files: {
      'm.tf':
        aTerraformRole('api', '"${var.app}-api"') +
        aTerraformPolicy('a', 'aws_iam_role.api.id', INLINE),
    },
    found: 'm.tf#aws_iam_role_policy.a terraform',
  },
  'the role that spells its name before one that could be it': {
    files: {
      'a.yaml': named,
      'm.tf':
        aTerraformRole('api', '"${var.app}-api"') +
        aTerraformPolicy('a', 'aws_iam_role.api.id', INLINE),
    },
    found: 'a.yaml#ApiRole.Policies[0] yaml',
  },
  'the place that was named': {
    files: {
      'm.tf':
        role +
        aTerraformPolicy('a', 'var.role', INLINE) +
        aTerraformPolicy('b', 'var.role', INLINE),
    },
    named: { path: 'm.tf', address: 'aws_iam_role_policy.b' },
    found: 'm.tf#aws_iam_role_policy.b terraform',
  },
  'several policies in a file that was named without an address': {
    files: {
      'm.tf':
        role +
        aTerraformPolicy('a', 'var.role', INLINE) +
        aTerraformPolicy('b', 'var.role', INLINE),
    },
    named: { path: 'm.tf', address: null },
    found: 'ambiguous m.tf:5 m.tf:10',
  },
  'nothing where the named file is not': {
    files: {},
    named: { path: 'm.tf', address: null },
    found: 'not-found',
  },
};

describe('usecases/locate-policy', () => {
  it.each(Object.entries(CASES))('finds %s', async (_, one) => {
    expect(await locate(one)).toBe(one.found);
  });

  it('reads the repository once for many questions', async () => {
    let listed = 0;
    const files = aRepository({ 'orders-api.json': document });
    const find = createLocatePolicy({
      files: { ...files, list: async () => (listed++, await files.list()) },
      editors,
    });

    await find({ principalArn: ROLE, policyName: null });
    await find({ principalArn: ROLE, policyName: 'x' });

    expect(listed).toBe(1);
  });

  it('fails where a file cannot be read, rather than overlook its policies', async () => {
    const files = aRepository({ 'orders-api.json': document });
    const find = createLocatePolicy({
      files: { ...files, read: () => Promise.reject(new Error('no permission')) },
      editors,
    });

    await expect(find({ principalArn: ROLE, policyName: null })).rejects.toThrow('no permission');
  });
});
