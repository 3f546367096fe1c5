import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { cruiseTree, faultsOfCruise, listModules } from '../../scripts/check-architecture.ts';
import type { SeededImport } from './seeded-tree.ts';
import { withSeededTree } from './seeded-tree.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TIMEOUT = 60_000;

/** For each rule, imports that breach it and no other rule. Every module is breached from a file of its own. */
const BREACHES: Readonly<Record<string, readonly SeededImport[]>> = {
  'kernel-imports-nothing': [
    { from: 'src/kernel/k1.ts', to: 'src/domain/policy/p.ts' },
    { from: 'src/kernel/k2.ts', to: 'fs' },
    { from: 'src/kernel/k3.ts', to: 'node:path' },
    { from: 'src/kernel/k4.ts', to: 'valibot' },
  ],
  'domain-imports-kernel-only': [
    { from: 'src/domain/policy/d1.ts', to: 'src/ports/clock.ts' },
    { from: 'src/domain/policy/d2.ts', to: 'src/adapters/aws/a.ts', typeOnly: true },
    { from: 'src/domain/policy/d3.ts', to: 'src/usecases/u.ts' },
    { from: 'src/domain/policy/d4.ts', to: 'src/compose/c.ts' },
    { from: 'src/domain/policy/d5.ts', to: 'src/catalog/c.ts' },
  ],
  'domain-no-builtins': [
    { from: 'src/domain/denial/b1.ts', to: 'node:crypto' },
    { from: 'src/domain/denial/b2.ts', to: 'fs' },
    { from: 'src/domain/denial/b3.ts', to: 'node:process', typeOnly: true },
  ],
  'domain-no-packages': [
    { from: 'src/domain/denial/n1.ts', to: 'valibot' },
    { from: 'src/domain/denial/n2.ts', to: '@aws-sdk/client-iam', typeOnly: true },
  ],
  'catalog-stays-pure': [
    { from: 'src/catalog/c1.ts', to: 'node:fs' },
    { from: 'src/catalog/c2.ts', to: 'src/ports/clock.ts', typeOnly: true },
  ],
  'iac-stays-pure': [
    { from: 'src/iac/i1.ts', to: 'node:fs/promises' },
    { from: 'src/iac/terraform/i2.ts', to: 'src/usecases/u.ts' },
    { from: 'src/iac/i3.ts', to: 'left-pad' },
  ],
  'scanners-stays-pure': [
    { from: 'src/scanners/s1.ts', to: 'node:net' },
    { from: 'src/scanners/s2.ts', to: 'src/iac/editor.ts' },
  ],
  'ports-import-domain-only': [
    { from: 'src/ports/p1.ts', to: '@aws-sdk/client-iam', typeOnly: true },
    { from: 'src/ports/p2.ts', to: 'src/adapters/aws/a.ts', typeOnly: true },
    { from: 'src/ports/p3.ts', to: 'node:stream', typeOnly: true },
  ],
  'ports-import-types-only': [{ from: 'src/ports/p4.ts', to: 'src/domain/policy/p.ts' }],
  'usecases-imports': [
    { from: 'src/usecases/u1.ts', to: 'src/adapters/aws/a.ts' },
    { from: 'src/usecases/u2.ts', to: '@aws-sdk/client-iam', typeOnly: true },
    { from: 'src/usecases/u3.ts', to: 'node:process' },
    { from: 'src/usecases/u4.ts', to: 'src/compose/c.ts' },
    { from: 'src/usecases/u5.ts', to: 'src/cli/c.ts' },
  ],
  'usecase-not-to-usecase': [
    { from: 'src/usecases/apply.ts', to: 'src/usecases/verify.ts' },
    { from: 'src/usecases/apply-all.ts', to: 'src/usecases/apply-all-of/step.ts', typeOnly: true },
    { from: 'src/usecases/expire/step.ts', to: 'src/usecases/verify.ts' },
  ],
  'adapters-import-inwards': [
    { from: 'src/adapters/aws/a1.ts', to: 'src/usecases/u.ts' },
    { from: 'src/adapters/snapshot/a2.ts', to: 'src/compose/config.ts', typeOnly: true },
    { from: 'src/adapters/aws/a3.ts', to: 'src/catalog/c.ts' },
  ],
  'adapter-not-to-adapter': [
    { from: 'src/adapters/dynalite/a4.ts', to: 'src/adapters/aws/a.ts' },
    { from: 'src/adapters/aws/a5.ts', to: 'src/adapters/aws-organizations/o.ts', typeOnly: true },
  ],
  'package-home-aws-sdk': [
    { from: 'src/compose/h1.ts', to: '@aws-sdk/client-iam' },
    { from: 'src/adapters/snapshot/h2.ts', to: '@aws-sdk/client-dynamodb' },
    { from: 'handlers/denial-received.ts', to: '@aws-sdk/client-iam', typeOnly: true },
  ],
  'package-home-dynalite': [{ from: 'src/adapters/aws/h3.ts', to: 'dynalite' }],
  'package-home-diff': [{ from: 'src/cli/h4.ts', to: 'diff' }],
  'package-home-valibot': [{ from: 'src/cli/h5.ts', to: 'valibot' }],
  'package-home-hono': [{ from: 'src/cli/h6.ts', to: 'hono' }],
  'package-home-middy': [{ from: 'src/compose/h9.ts', to: '@middy/core' }],
  'package-home-slack': [{ from: 'src/adapters/aws/h10.ts', to: '@slack/web-api' }],
  'package-home-yaml': [{ from: 'src/cli/h11.ts', to: 'yaml' }],
  'package-home-terminal': [{ from: 'src/console/h7.ts', to: 'commander' }],
  'package-without-home': [{ from: 'src/adapters/github/h8.ts', to: 'left-pad' }],
  'compose-not-to-cli-or-handlers': [
    { from: 'src/compose/c1.ts', to: 'src/cli/c.ts' },
    { from: 'src/compose/c2.ts', to: 'handlers/decision-made.ts' },
  ],
  'entry-points-import-compose': [
    { from: 'src/cli/e1.ts', to: 'src/adapters/aws/a.ts' },
    { from: 'src/console/e2.ts', to: 'src/usecases/u.ts' },
    { from: 'handlers/expiry-due.ts', to: 'src/ports/clock.ts', typeOnly: true },
  ],
  'entry-point-not-to-entry-point': [
    { from: 'src/cli/e3.ts', to: 'src/console/server.ts' },
    { from: 'src/console/e4.ts', to: 'src/cli/c.ts' },
    { from: 'handlers/digest-due.ts', to: 'src/cli/c.ts' },
  ],
  'no-test-code': [
    { from: 'src/compose/t1.ts', to: 'test/builders/a-denial.ts' },
    { from: 'src/cli/t2.ts', to: 'scripts/build.ts' },
  ],
  'no-dev-dependencies': [{ from: 'src/console/v1.ts', to: '@hono/node-server' }],
  'no-unknown-folder': [{ from: 'src/compose/f1.ts', to: 'src/helpers/h.ts' }],
  'no-circular': [{ from: 'src/domain/finding/x1.ts', to: 'src/domain/finding/x2.ts' }],
  'no-orphans': [{ from: 'src/adapters/files/o1.ts' }],
  'no-unresolvable': [{ from: 'src/cli/r1.ts', to: 'src/compose/missing.ts' }],
};
// A cycle is reported once, at the first of its modules.
const SECOND_HALF_OF_THE_CYCLE: SeededImport = {
  from: 'src/domain/finding/x2.ts',
  to: 'src/domain/finding/x1.ts',
  typeOnly: true,
};

/** Imports that the design allows, so that no rule is merely a ban on everything. */
const ALLOWED: readonly SeededImport[] = [
  { from: 'src/kernel/digest.ts', to: 'node:crypto' },
  { from: 'src/domain/policy/ok.ts', to: 'src/kernel/digest.ts' },
  { from: 'src/iac/json/ok.ts', to: 'src/domain/policy/ok.ts' },
  { from: 'src/iac/json/ok.ts', to: 'yaml' },
  { from: 'src/ports/ok.ts', to: 'src/domain/policy/ok.ts', typeOnly: true },
  { from: 'src/usecases/ok.ts', to: 'src/ports/ok.ts', typeOnly: true },
  { from: 'src/usecases/ok.ts', to: 'src/usecases/ok/step.ts' },
  { from: 'src/usecases/ok.ts', to: 'src/iac/json/ok.ts' },
  { from: 'src/adapters/aws/ok.ts', to: '@aws-sdk/client-iam' },
  { from: 'src/adapters/aws/ok.ts', to: 'src/adapters/aws/dynamodb/ok.ts' },
  { from: 'src/adapters/aws/ok.ts', to: 'src/ports/ok.ts', typeOnly: true },
  { from: 'src/adapters/dynalite/ok.ts', to: 'dynalite' },
  { from: 'src/adapters/snapshot/ok.ts', to: 'node:fs' },
  { from: 'src/adapters/snapshot/ok.ts', to: 'valibot' },
  { from: 'src/adapters/jsdiff/ok.ts', to: 'diff' },
  { from: 'src/compose/ok.ts', to: 'src/adapters/aws/ok.ts' },
  { from: 'src/compose/ok.ts', to: 'src/usecases/ok.ts' },
  { from: 'src/compose/ok.ts', to: 'src/console/ok.ts' },
  { from: 'src/console/ok.ts', to: 'hono' },
  { from: 'src/cli/ok.ts', to: 'commander' },
  { from: 'src/cli/ok.ts', to: 'src/compose/ok.ts' },
  { from: 'src/cli/ok.ts', to: 'src/domain/policy/ok.ts' },
  { from: 'handlers/ok.ts', to: 'src/compose/ok.ts' },
  { from: 'handlers/ok.ts', to: '@middy/core' },
  { from: 'src/adapters/slack/ok.ts', to: '@slack/web-api' },
  { from: 'src/compose/ok.ts', to: 'yaml' },
];

type Config = { forbidden: { name: string; severity: string; comment: string }[] };
const config = ((await import(`${ROOT}/.dependency-cruiser.mjs`)) as { readonly default: Config })
  .default;

describe('architecture/import-rules', () => {
  it(
    'holds in this repository, with every module seen',
    async () => {
      expect(faultsOfCruise(await cruiseTree(ROOT), listModules(ROOT))).toEqual([]);
    },
    TIMEOUT,
  );

  it('fails when the cruise saw nothing, as it does with an unsupported TypeScript', () => {
    const empty = { modules: [], summary: { violations: [] } } as never;

    expect(faultsOfCruise(empty, ['src/kernel/digest.ts'])).toEqual([
      'the cruise did not see src/kernel/digest.ts',
    ]);
    expect(faultsOfCruise(empty, [])).toEqual(['there is no module to check']);
  });

  it(
    'catches a breach of every rule by exactly that rule',
    async () => {
      const seeds = Object.entries(BREACHES).flatMap(([rule, breaches]) =>
        breaches.map((breach) => ({ ...breach, rule })),
      );

      const caught = await withSeededTree([...seeds, SECOND_HALF_OF_THE_CYCLE], rulesByModule);

      for (const { from, rule } of seeds) expect([from, caught.get(from)]).toEqual([from, [rule]]);
      expect(caught.size).toBe(seeds.length);
    },
    TIMEOUT,
  );

  it('knows a breach of every rule, each an error with a remedy', () => {
    expect(config.forbidden.map(({ name }) => name)).toEqual(Object.keys(BREACHES));
    for (const { severity, comment } of config.forbidden) {
      expect(severity).toBe('error');
      expect(comment.length).toBeGreaterThan(40);
    }
  });

  it(
    'lets through what the design allows',
    async () => {
      expect(await withSeededTree(ALLOWED, rulesByModule)).toEqual(new Map());
    },
    TIMEOUT,
  );

  it('is the table of docs/architecture.md, rule for rule', () => {
    const text = readFileSync(`${ROOT}/docs/architecture.md`, 'utf8');
    const section = text.slice(text.indexOf('## Who may import whom'));
    const table = section.slice(0, section.indexOf('\n## ', 1));
    const lastCells = [...table.matchAll(/^\|.*\|([^|\n]+)\|$/gm)].map(([, cell]) => cell ?? '');
    const named = lastCells.flatMap((cell) => cell.match(/(?<=`)[^` ]+(?=`)/g) ?? []);

    expect(named.toSorted()).toEqual(config.forbidden.map(({ name }) => name).toSorted());
  });
});

async function rulesByModule(directory: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const result = await cruiseTree(directory);
  const rules = new Map<string, string[]>();
  for (const { from, rule } of result.summary.violations) {
    rules.set(from, [...(rules.get(from) ?? []), rule.name]);
  }
  return rules;
}
