import { describe, expect, it } from '@jest/globals';
import { yamlEditor } from '../../../src/iac/yaml/yaml-editor.ts';

const STATEMENTS = '[{ Effect: Allow, Action: "s3:*", Resource: "*" }]';
const HEAD = 'service: orders\nprovider:\n  name: aws\n';

async function look(text: string): Promise<readonly unknown[]> {
  const { policies, roles } = await yamlEditor.map({ path: 'api/serverless.yml', text });
  return [
    policies.map(({ address, document }) => [address, document]),
    roles.map(({ address, name }) => [address, name]),
  ];
}

const named = (source: string, name: string): unknown => ({
  kind: 'expression',
  source,
  arn: `arn:*:iam::*:role/${name}`,
});
const here = { kind: 'here' };

describe('iac/cloudformation/find-serverless-sites', () => {
  it.each([
    [
      'the statements of the service’s role',
      `${HEAD}  iam: { role: { statements: ${STATEMENTS} } }\n`,
      [['provider.iam.role.statements', here]],
      [['provider.iam.role', named('lambdaRole', 'orders-*-*-lambdaRole')]],
    ],
    [
      'a role with a name',
      `${HEAD}  iam: { role: { name: orders-api, statements: ${STATEMENTS} } }\n`,
      [['provider.iam.role.statements', here]],
      [['provider.iam.role', { kind: 'literal', value: 'orders-api' }]],
    ],
    [
      'a role with a name of variables',
      `${HEAD}  iam: { role: { name: "\${self:service}-\${sls:stage}", statements: ${STATEMENTS} } }\n`,
      [['provider.iam.role.statements', here]],
      [['provider.iam.role', named('${self:service}-${sls:stage}', 'orders-*')]],
    ],
    [
      'the old place',
      `${HEAD}  iamRoleStatements: ${STATEMENTS}\n`,
      [['provider.iamRoleStatements', here]],
      [['provider', named('lambdaRole', 'orders-*-*-lambdaRole')]],
    ],
    [
      'a single function',
      `${HEAD}functions:\n  work: { handler: a.b, iamRoleStatements: ${STATEMENTS} }\n`,
      [['functions.work.iamRoleStatements', here]],
      [['functions.work', named('lambdaRole', 'orders-*-work-*-lambdaRole')]],
    ],
    [
      'statements in another file',
      `${HEAD}  iam: { role: { statements: "\${file(../iam/a.yml)}" } }\n`,
      [['provider.iam.role.statements', { kind: 'file', path: 'iam/a.yml', template: false }]],
      [['provider.iam.role', named('lambdaRole', 'orders-*-*-lambdaRole')]],
    ],
    [
      'a file outside of the repository',
      `${HEAD}  iam: { role: { statements: "\${file(../../a.yml)}" } }\n`,
      [['provider.iam.role.statements', { kind: 'unsupported', reason: 'input-variable' }]],
      [['provider.iam.role', named('lambdaRole', 'orders-*-*-lambdaRole')]],
    ],
  ])('maps %s', async (_what, text, policies, roles) => {
    expect(await look(text)).toEqual([policies, roles]);
  });
});
