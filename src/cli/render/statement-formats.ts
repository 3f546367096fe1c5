import type { Grant } from '../../compose/cli-explain.ts';
import { statementsOf } from '../../domain/policy/policy-document.ts';
import { toAttributes, toHclString, toHclValue } from './hcl.ts';
import { ownText, type TerminalText, toJsonText, toTerminalText } from './terminal-text.ts';

export const FORMATS = ['policy', 'terraform', 'cfn', 'cdk'] as const;
export type Format = (typeof FORMATS)[number];

/** What roles and users lack, as code to paste; ends with a line feed. Strings reach it only through encoders. */
export function renderGrants(grants: readonly Grant[], format: Format): TerminalText {
  const taken = new Map<string, number>();
  const blocks = grants.map((grant) => {
    const word = wordOf(grant);
    const times = (taken.get(word) ?? 0) + 1;
    taken.set(word, times);
    return renderGrant(grant, times === 1 ? word : `${word}${times}`, format);
  });
  const head = format === 'cfn' && blocks.length > 0 ? 'Resources:\n' : '';
  return ownText(head + blocks.join(format === 'policy' ? '' : '\n'));
}

function renderGrant(grant: Grant, word: string, format: Format): string {
  switch (format) {
    case 'policy':
      return `${toJsonText(grant.document, 2)}\n`;
    case 'terraform':
      return toTerraform(grant, word);
    case 'cfn':
      return toCloudFormation(grant, word);
    case 'cdk':
      return toCdk(grant, word);
  }
}

function nameOf({ principalArn }: Grant): string {
  return principalArn.slice(principalArn.lastIndexOf('/') + 1);
}

function isUser({ principalArn }: Grant): boolean {
  return principalArn.includes(':user/');
}

/** The principal's name in letters and digits, to name things after it in code: `orders-api` is `OrdersApi`. */
function wordOf(grant: Grant): string {
  const parts = nameOf(grant).split(/[^A-Za-z0-9]+/);
  const word = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  return /^[A-Z]/.test(word) ? word : `Principal${word}`;
}

function toTerraform(grant: Grant, word: string): string {
  const kind = isUser(grant) ? 'user' : 'role';
  const attributes = [
    ['name', toHclString(`Rolemender${word}`)],
    [kind, toHclString(nameOf(grant))],
  ] as const;
  return [
    `# What ${toTerminalText(grant.principalArn)} lacks`,
    `resource "aws_iam_${kind}_policy" "${word.toLowerCase()}_rolemender" {`,
    toAttributes(attributes, '  '),
    `  policy = jsonencode(${toHclValue(grant.document, 1)})`,
    '}\n',
  ].join('\n');
}

function toCloudFormation(grant: Grant, word: string): string {
  const kind = isUser(grant) ? 'User' : 'Role';
  return [
    `  # What ${toTerminalText(grant.principalArn)} lacks`,
    `  Rolemender${word}:`,
    `    Type: AWS::IAM::${kind}Policy`,
    '    Properties:',
    `      PolicyName: ${toJsonText(`Rolemender${word}`)}`,
    `      ${kind}Name: ${toJsonText(nameOf(grant))}`,
    '      PolicyDocument:',
    ...toYaml(grant.document, '        '),
    '',
  ].join('\n');
}

/** Every string in double quotes with JSON's escapes, which YAML reads alike: no tag, anchor or `yes` can form. */
function toYaml(value: object, margin: string): readonly string[] {
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
    const name = /^[A-Za-z]+$/.test(key) ? key : toJsonText(key);
    if (Array.isArray(member)) return [`${margin}${name}:`, ...toYamlList(member, margin)];
    if (typeof member !== 'object' || member === null)
      return [`${margin}${name}: ${toJsonText(member)}`];
    return [`${margin}${name}:`, ...toYaml(member, `${margin}  `)];
  });
}

function toYamlList(items: readonly unknown[], margin: string): readonly string[] {
  return items.flatMap((item) => {
    if (typeof item !== 'object' || item === null) return [`${margin}  - ${toJsonText(item)}`];
    const [first = '', ...rest] = toYaml(item, `${margin}    `);
    return [`${margin}  - ${first.trimStart()}`, ...rest];
  });
}

function toCdk(grant: Grant, word: string): string {
  const kind = isUser(grant) ? 'User' : 'Role';
  const variable = `${kind.toLowerCase()}${word}`;
  const statements = statementsOf(grant.document).map((statement) =>
    [
      `${variable}.addToPrincipalPolicy(`,
      `  iam.PolicyStatement.fromJson(${toJsonText(statement, 2).replaceAll('\n', '\n  ')}),`,
      ');',
    ].join('\n'),
  );
  return [
    `// What ${toTerminalText(grant.principalArn)} lacks`,
    `const ${variable} = iam.${kind}.from${kind}Arn(this, ${toJsonText(word)}, ${toJsonText(grant.principalArn)});`,
    ...statements,
    '',
  ].join('\n');
}
