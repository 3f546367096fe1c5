import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toRecord } from '../../src/compose/demo/records.ts';
import { aDeniedCall } from '../builders/a-denied-call.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
// Inside node_modules, so that the store's native package is found from there.
const out = join(root, `node_modules/.cache/rolemender-${process.pid}`);
const program = join(out, 'rolemender.mjs');
const OLDEST = [20, 19];

/** The Node that a user's shell would start, where it is another one than ours. */
function otherNode(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const names = folders
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'));
  return names.find((name) => existsSync(name) && name !== process.execPath);
}

async function isUsable(node: string): Promise<boolean> {
  const { stdout } = await run(node, ['--version']);
  const [major = 0, minor = 0] = stdout.trim().slice(1).split('.').map(Number);
  return major > OLDEST[0]! || (major === OLDEST[0] && minor >= OLDEST[1]!);
}

const other = otherNode();
const nodes = [process.execPath];
if (other !== undefined && (await isUsable(other))) nodes.push(other);

// What a user installs: one built program, on the Node that the user has.
describe('scenarios/bundle', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rolemender-'));
    await writeFile(join(folder, 'event.json'), JSON.stringify(toRecord(aDeniedCall(), 1)));
    await run(process.execPath, [join(root, 'scripts/build.ts'), out], { cwd: root });
  }, 240_000);

  afterAll(async () => {
    await rm(folder, { recursive: true });
    await rm(out, { recursive: true });
  });

  it('is tried on every Node at hand', async () => {
    const versions = await Promise.all(nodes.map((node) => run(node, ['--version'])));
    const found = versions.map(({ stdout }) => stdout.trim());
    // Where only one is installed the other goes untested, and this line says so.
    process.stdout.write(`bundle tried on ${found.join(' and ')}\n`);
    expect(found.length).toBeGreaterThan(0);
  });

  describe.each(nodes)('on %s', (node) => {
    it('explains a denial', async () => {
      const { stdout, stderr } = await run(node, [program, 'explain', join(folder, 'event.json')]);
      expect(stdout).toContain('role VideoCatalogTaskRole cannot dynamodb:Scan');
      expect(stderr).toBe('');
    });

    it('fixes a policy in TypeScript, with the parsers beside it', async () => {
      const repository = await mkdtemp(join(folder, 'repository-'));
      const stack = join(repository, 'stack.ts');
      await writeFile(
        stack,
        "import * as iam from 'aws-cdk-lib/aws-iam';\nconst role = new iam.Role(this, 'R', { roleName: 'VideoCatalogTaskRole' });\nrole.addToPolicy(new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: ['*'] }));\n",
      );
      const event = join(folder, 'event.json');
      const { stdout, stderr } = await run(node, [program, 'fix', event, '--repo', repository]);
      expect(stdout).toContain(
        "+role.addToPolicy(new iam.PolicyStatement({ actions: ['dynamodb:Scan']",
      );
      expect(stderr).toBe('');
    });

    it('tells the whole demo, store and all', async () => {
      const { stdout, stderr } = await run(node, [program, 'demo']);
      expect(stdout).toContain('Applied as v8 and verified');
      expect(stderr).toBe('');
    }, 240_000);
  });
});
