import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Folders of tests that are filed by their kind and mirror no module. */
const OWN_KIND = /^(architecture|builders|conformance|contracts|fixtures|golden|scenarios|soak)\//;

const tests = readdirSync(`${ROOT}/test`, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => ({
    path,
    module: path.slice(0, -'.test.ts'.length),
    text: readFileSync(`${ROOT}/test/${path}`, 'utf8'),
  }));

describe('architecture/test-layout', () => {
  it('finds the tests', () => {
    expect(tests.length).toBeGreaterThan(3);
  });

  it('files every test beside its twin in src, or in a folder of its own kind', () => {
    const lost = tests.filter(({ module }) => !OWN_KIND.test(module) && !hasTwin(module));

    expect(lost.map(({ path }) => path)).toEqual([]);
    expect(hasTwin('kernel/digest')).toBe(true);
    expect(hasTwin('kernel/no-such-module')).toBe(false);
  });

  it('names the root describe of every test for its module', () => {
    const misnamed = tests
      .map(({ path, module, text }) => ({ path, module, roots: rootDescribes(text) }))
      .filter(({ module, roots }) => roots.length !== 1 || roots[0] !== module)
      .map(({ path, module, roots }) => `${path}: ${roots.join(', ')} instead of ${module}`);

    expect(misnamed).toEqual([]);
    expect(rootDescribes("describe('a', () => { describe('b', f); }); describe('c', f);")).toEqual([
      'a',
      'c',
    ]);
  });
});

/** A module of the same path, or a folder whose modules are tested together. */
function hasTwin(module: string): boolean {
  return [`src/${module}.ts`, `src/${module}`, `${module}.ts`].some((path) =>
    existsSync(`${ROOT}/${path}`),
  );
}

/** The titles of the outermost `describe` calls, `describe.each` and `describe.skip` included. */
function rootDescribes(text: string): readonly string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    const call = ts.isCallExpression(node) ? node : undefined;
    const title = call?.arguments[0];
    if (
      call &&
      title &&
      ts.isStringLiteral(title) &&
      /^describe\b/.test(call.expression.getText())
    ) {
      titles.push(title.text);
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.test.ts', text, ts.ScriptTarget.Latest, true));
  return titles;
}
