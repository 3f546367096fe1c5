import type { PolicyDocument, PolicyStatement } from '../../src/domain/policy/policy-document.ts';
import type { Editor } from '../../src/iac/editor.ts';
import { aChange, JOBS } from './a-policy-file.ts';
import { type Chance, createChance } from './chance.ts';
import { checkEdit } from './editor-laws.ts';

/** Draws a stack and a change by a seed, and judges the edit: what the file does when it is run is the other reading. */
export async function checkCdkEdit(editor: Editor, seed: number): Promise<string> {
  const chance = createChance(seed);
  const text = aStack(chance);
  return await checkEdit({
    editor,
    file: { path: 'lib/stack.ts', text },
    address: 'role',
    statements: aChange(chance),
    read: runStack,
  });
}

const ACTIONS = [
  's3:GetObject',
  's3:PutObject',
  'dynamodb:GetItem',
  'dynamodb:*',
  'sqs:SendMessage',
];
const RESOURCES = ['jobs.tableArn', '`${jobs.tableArn}/index/*`', "'*'", "'arn:aws:s3:::orders/*'"];
const KINDS = ['addToPolicy', 'addToPrincipalPolicy'] as const;

/** A stack in one of the ways that people write them, as TypeScript that is JavaScript too. */
function aStack(chance: Chance): string {
  const eol = chance.is(20) ? '\r\n' : '\n';
  const end = chance.is(80) ? ';' : '';
  const calls = Array.from({ length: 1 + chance.below(3) }, () => aCall(chance, 'role') + end);
  const other = aCall(chance, 'other') + end;
  const lines = [
    "import * as iam from 'aws-cdk-lib/aws-iam';",
    "import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';",
    "const jobs = new dynamodb.Table(app, 'Jobs', { tableName: 'jobs' });",
    "const role = new iam.Role(app, 'Role', { roleName: 'role' });",
    "const other = new iam.Role(app, 'Other', { roleName: 'other' });",
    ...(chance.is(50) ? [other, ...calls] : [...calls, other]),
    ...(chance.is(30) ? ['// the end'] : []),
  ];
  return lines.join('\n').replaceAll('\n', eol) + (chance.is(80) ? eol : '');
}

function aCall(chance: Chance, role: string): string {
  const quote = chance.is(70) ? "'" : '"';
  const isBlock = chance.is(60);
  const comma = isBlock && chance.is(60) ? ',' : '';
  const actions = chance.some(ACTIONS, 3).map((action) => quote + action + quote);
  const resources = chance.some(RESOURCES, 2);
  const members = [
    ...(chance.is(30) ? [`sid: ${quote}S${chance.below(1000)}${quote}`] : []),
    ...(chance.is(40) ? [`effect: iam.Effect.${chance.is(85) ? 'ALLOW' : 'DENY'}`] : []),
    `actions: ${aList(actions, isBlock, chance)}`,
    `resources: ${aList(resources, false, chance)}`,
    ...(chance.is(15)
      ? [`conditions: { Bool: { ${quote}aws:SecureTransport${quote}: true } }`]
      : []),
  ];
  const object = isBlock
    ? `{\n    ${members.join(',\n    ')}${comma}\n  }`
    : `{ ${members.join(', ')} }`;
  const kind = KINDS[chance.below(KINDS.length)]!;
  const isBroken = isBlock && chance.is(50);
  const statement = `new iam.PolicyStatement(${object})`;
  return isBroken ? `${role}.${kind}(\n  ${statement}${comma}\n)` : `${role}.${kind}(${statement})`;
}

function aList(items: readonly string[], mayBreak: boolean, chance: Chance): string {
  if (!mayBreak || chance.is(50)) return `[${items.join(', ')}]`;
  const isNoted = chance.is(40);
  const comma = chance.is(60) ? ',' : '';
  const lines = items.map((item, n) => {
    const isLast = n === items.length - 1;
    return `      ${item}${isLast ? comma : ','}${isNoted ? ` // ${n}, said` : ''}`;
  });
  return `[\n${lines.join('\n')}\n    ]`;
}

/** Runs a drawn stack against constructs that only take notes; the text is the test's own and the editor's. */
function runStack(text: string): { readonly rest: unknown; readonly policy: PolicyDocument } {
  const body = text.replaceAll(/^import .*$/gm, '');
  const notes = new Map<string, PolicyStatement[]>();
  class Role {
    readonly #statements: PolicyStatement[] = [];
    constructor(_scope: unknown, id: string) {
      notes.set(id, this.#statements);
    }
    addToPolicy(statement: PolicyStatement) {
      this.#statements.push(statement);
    }
    addToPrincipalPolicy(statement: PolicyStatement) {
      this.#statements.push(statement);
    }
  }
  class Table {
    readonly tableArn = JOBS;
  }
  const iam = { Role, PolicyStatement, Effect: { ALLOW: 'Allow', DENY: 'Deny' } };
  // oxlint-disable-next-line typescript/no-implied-eval -- what a stack means is what it does when it is run
  const run = new Function('iam', 'dynamodb', 'app', body) as (...parts: unknown[]) => void;
  run(iam, { Table }, {});
  const Statement = notes.get('Role') ?? [];
  return { rest: notes.get('Other'), policy: { Version: '2012-10-17', Statement } };
}

type Properties = {
  readonly sid?: string;
  readonly effect?: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: PolicyStatement['Condition'];
};

function PolicyStatement({
  sid,
  effect,
  actions,
  resources,
  conditions,
}: Properties): PolicyStatement {
  return {
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: effect ?? 'Allow',
    Action: actions,
    Resource: resources,
    ...(conditions === undefined ? {} : { Condition: conditions }),
  };
}
