import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createEditors, findEditor } from '../../../src/iac/registry.ts';
import { checkCdkEdit } from '../../builders/cdk-laws.ts';
import { withstand, wordOf } from '../../builders/hostile-files.ts';
import { loadWasm } from '../../builders/load-wasm.ts';

const editor = findEditor(createEditors({ loadWasm }), 'lib/stack.ts')!;
const IMPORT = "import * as iam from 'aws-cdk-lib/aws-iam';\n";

describe('iac/cdk/cdk-editor', () => {
  it.each([
    ['lib/stack.ts', true],
    ['lib/Stack.TSX', true],
    ['lib/stack.mts', true],
    ['lib/stack.d.ts', false],
    ['lib/stack.js', false],
  ])('tells by the name whether it reads %s', (path, reads) => {
    expect(editor.reads(path)).toBe(reads);
  });

  it('maps nothing in TypeScript that is not of the CDK', async () => {
    const text = "role.addToPolicy(new PolicyStatement({ actions: ['a:b'], resources: ['*'] }));";

    expect(await editor.map({ path: 'a.ts', text })).toEqual({
      policies: [],
      roles: [],
      resources: [],
    });
  });

  it('maps roles by their names, and those without one by what CloudFormation makes of their ids', async () => {
    const text = `${IMPORT}import * as ecs from 'aws-cdk-lib/aws-ecs';
const a = new iam.Role(this, 'A', { roleName: 'named' });
const b = new iam.Role(this, 'Task-Role', {});
const c = new iam.Role(this, 'C', { roleName: \`\${props.stage}-api\` });
const d = iam.Role.fromRoleName(this, 'D', 'existing');
const definition = new ecs.FargateTaskDefinition(this, 'Web');
for (const role of [a, b, c]) bucket.grantRead(role);
bucket.grantRead(definition.taskRole);
`;
    const { roles } = await editor.map({ path: 'a.ts', text });

    expect(
      roles.map(({ address, name }) => [
        address,
        name?.kind === 'literal' ? name.value : name?.arn,
      ]),
    ).toEqual([
      ['a', 'named'],
      ['b', 'arn:*:iam::*:role/*-*TaskRole????????-*'],
      ['c', 'arn:*:iam::*:role/*-api'],
      ['d', 'existing'],
      ['definition.taskRole', 'arn:*:iam::*:role/*-*WebTaskRole????????-*'],
    ]);
  });

  it('keeps two roles of one name in two classes apart', async () => {
    const stack = (name: string) =>
      `class ${name} { constructor() { this.role = new iam.Role(this, 'R', { roleName: '${name}' }); this.role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:${name}'], resources: ['*'] })); } }\n`;
    const { roles, policies } = await editor.map({
      path: 'a.ts',
      text: IMPORT + stack('A') + stack('B'),
    });

    expect(roles.map(({ address }) => address)).toEqual(['this.role', 'this.role:2']);
    expect(policies.map(({ address, roles: [role] }) => [address, role])).toEqual([
      ['this.role', { kind: 'expression', source: 'this.role', arn: 'arn:*:iam::*:role/A' }],
      ['this.role:2', { kind: 'expression', source: 'this.role:2', arn: 'arn:*:iam::*:role/B' }],
    ]);
  });

  it.each([
    [
      "iam.PolicyDocument.fromJson(JSON.parse(fs.readFileSync(path.join(__dirname, '../iam/a.json'), 'utf8')))",
      'infra/iam/a.json',
    ],
    [
      "iam.PolicyDocument.fromJson(JSON.parse(fs.readFileSync('iam/a.json').toString()))",
      'infra/iam/a.json',
    ],
    ['iam.PolicyDocument.fromJson(document)', 'infra/policy.json'],
    ["iam.PolicyDocument.fromJson(require('./a.json'))", 'infra/lib/a.json'],
    ["iam.PolicyDocument.fromJson(JSON.parse(fs.readFileSync('../../../etc/x.json')))", null],
    ['iam.PolicyDocument.fromJson(JSON.parse(fs.readFileSync(props.path)))', null],
    ['iam.PolicyDocument.fromJson(props.document)', null],
  ])('follows %s', async (document, path) => {
    const text = `${IMPORT}import document from '../policy.json';\nnew iam.Policy(this, 'P', { document: ${document} });\n`;
    const { policies } = await editor.map({ path: 'infra/lib/stack.ts', text });

    expect(policies[0]?.document).toMatchObject(
      path === null ? { kind: 'unsupported' } : { kind: 'file', path },
    );
  });

  it.each([
    ['100,000 brackets', `${IMPORT}${'['.repeat(100_000)}`, 'syntax-error'],
    ['a megabyte of one string', `${IMPORT}const a = "${'a'.repeat(1_000_000)}";`, 'not-found'],
    ['more than 1 MiB', IMPORT + ' '.repeat(1_048_576), 'file-too-large'],
    ['a text without end', `${IMPORT}const a = \``, 'syntax-error'],
    [
      'names that name each other',
      `${IMPORT}const a = b;\nconst b = a;\na.addToPolicy(new iam.PolicyStatement({ actions: [a], resources: [b] }));\n`,
      'not-found',
    ],
    [
      'templates that would double',
      `${IMPORT}${Array.from({ length: 60 }, (_, n) => `const a${n + 1} = \`\${a${n}}\${a${n}}\`;`).join('\n')}\nx.addToPolicy(new iam.PolicyStatement({ actions: ['s3:PutObject'], resources: [a60] }));`,
      'not-found',
    ],
    [
      'a sum of ten thousand',
      `${IMPORT}const a = ${"'a' + ".repeat(10_000)}'a';\nx.addToPolicy(new iam.PolicyStatement({ actions: [a], resources: [a] }));`,
      'not-found',
    ],
    [
      'a thousand roles',
      IMPORT +
        Array.from(
          { length: 1000 },
          (_, n) =>
            `const r${n} = new iam.Role(this, 'R${n}', {});\nr${n}.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));`,
        ).join('\n'),
      'not-found',
    ],
  ])('withstands %s', async (_, text, word) => {
    expect(
      wordOf(
        await withstand(
          {
            ...editor,
            edit: (file, _address, change) =>
              editor.edit({ ...file, path: 'a.ts' }, 'none', change),
          },
          text,
        ),
      ),
    ).toBe(word);
  });

  it('never throws, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        const outcome = await withstand(editor, IMPORT + text);
        expect(['not-found', 'syntax-error']).toContain(wordOf(outcome));
      }),
      { numRuns: 100 },
    );
  });

  it('edits drawn stacks so that they do what is asked and nothing else', async () => {
    const words = new Map<string, number>();
    for (let seed = 1; seed <= 150; seed++) {
      const word = await checkCdkEdit(editor, seed).catch((cause: unknown) => {
        throw new Error(`seed ${seed}`, { cause });
      });
      words.set(word, (words.get(word) ?? 0) + 1);
    }

    const known = ['already-present', 'deny-covers', 'edited', 'not-expressible'];
    expect([...words.keys()].filter((word) => !known.includes(word))).toEqual([]);
    expect(words.get('edited')).toBeGreaterThan(75);
  }, 120_000);
});
